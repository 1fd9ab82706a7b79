"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { Skeleton } from "@/components/ui/skeleton";
import { ApiProblem } from "@/lib/api/api-problem";
import type { AlertRulePreview } from "@/lib/contracts/alert-rules";
import type { QuotaPeriod } from "@/lib/domain/quota/quota";
import { formatCount } from "@/lib/format";
import { rulePreviewQuery } from "@/lib/queries/alerts";
import { type DraftRule, type SentRule, toSentRule } from "./prepare/draft-rule";
import { momentWords, previewOfPeriod } from "./prepare/preview-chart";

// Only who writes a rule fetches what draws.
const RulePreviewChart = dynamic(
  () => import("./rule-preview-chart").then((module) => module.RulePreviewChart),
  { ssr: false, loading: () => <Skeleton className="h-44 w-full" /> },
);

const DAYS = 90;
const SHOWN = 5;

export interface RulePreviewProps {
  draft: DraftRule;
  timezone: string;
  /** A built-in rule is about the limit of one period. */
  only?: QuotaPeriod | undefined;
}

/** "Would have fired 3 times in 90 days", with a picture and the last moments. */
export function RulePreview({ draft, timezone, only }: RulePreviewProps) {
  const sent = toSentRule(draft);
  if ("refusal" in sent || draft.kind === "anomaly") return null;
  return <Preview rule={sent.rule} {...{ timezone, only }} />;
}

function Preview({ rule, timezone, only }: { rule: SentRule } & Omit<RulePreviewProps, "draft">) {
  const answer = useQuery(rulePreviewQuery({ ...rule, days: DAYS }));
  const { error, isFetching, isPlaceholderData } = answer;
  const data = answer.data && previewOfPeriod(answer.data, only);
  return (
    <section
      aria-label="Preview"
      aria-busy={isFetching}
      className="min-h-76 rounded-md border bg-subtle p-3 text-sm"
    >
      {error && <p className="text-critical">{error instanceof ApiProblem ? error.detail : "No preview."}</p>}
      {!error && !data && <p className="text-axis">Going through the last {DAYS} days…</p>}
      {!error && data && (
        <div className={isPlaceholderData ? "opacity-60" : undefined}>
          <Count preview={data} />
          {data.series.length > 0 && <RulePreviewChart preview={data} kind={rule.kind} timezone={timezone} />}
          <ul className="mt-1 text-xs text-axis">
            {momentWords(data, { kind: rule.kind, timezone, most: SHOWN }).map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

function Count({ preview: { fired, days, series } }: { preview: AlertRulePreview }) {
  const would = fired === 0 ? "Would never have fired" : "Would have fired";
  const times = fired === 0 ? "" : fired === 1 ? " once" : ` ${formatCount(fired)} times`;
  return (
    <p aria-live="polite" className="font-medium">
      {series.length === 0
        ? "There is no limit to compare with yet: the rule would see nothing"
        : `${would}${times} in ${days} days`}
    </p>
  );
}
