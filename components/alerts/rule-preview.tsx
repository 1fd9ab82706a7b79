"use client";

import { useQuery } from "@tanstack/react-query";
import { ApiProblem } from "@/lib/api/api-problem";
import type { AlertRulePreview } from "@/lib/contracts/alert-rules";
import { formatCount } from "@/lib/format";
import { formatDay } from "@/lib/format-time";
import { rulePreviewQuery } from "@/lib/queries/alerts";
import { type DraftRule, toSentRule } from "./prepare/draft-rule";

const DAYS = 90;
const SHOWN = 5;

/** "Would have fired 3 times in 90 days", with the last moments. */
export function RulePreview({ draft }: { draft: DraftRule }) {
  const sent = toSentRule(draft);
  if ("refusal" in sent || draft.kind === "anomaly") return null;
  return <Preview rule={sent.rule} />;
}

function Preview({ rule }: { rule: Extract<ReturnType<typeof toSentRule>, { rule: unknown }>["rule"] }) {
  const { data, error, isFetching } = useQuery(rulePreviewQuery({ ...rule, days: DAYS }));
  return (
    <section
      aria-label="Preview"
      aria-live="polite"
      aria-busy={isFetching}
      className="min-h-24 rounded-md border bg-subtle p-3 text-sm"
    >
      {error && <p className="text-critical">{error instanceof ApiProblem ? error.detail : "No preview."}</p>}
      {!error && data && <Moments preview={data} />}
      {!error && !data && <p className="text-axis">Going through the last {DAYS} days…</p>}
    </section>
  );
}

function Moments({ preview: { fired, days, moments } }: { preview: AlertRulePreview }) {
  const times = fired === 1 ? "once" : `${formatCount(fired)} times`;
  return (
    <>
      <p className="font-medium">
        Would have fired {fired === 0 ? "never" : times} in {days} days
      </p>
      <ul className="mt-1 text-xs text-axis">
        {moments
          .slice(-SHOWN)
          .toReversed()
          .map(({ at, threshold, value, usage_type }) => (
            <li key={`${at} ${threshold} ${usage_type}`}>
              {formatDay(at.slice(0, 10))}: {formatCount(value)} crossed {formatCount(threshold)}
            </li>
          ))}
      </ul>
    </>
  );
}
