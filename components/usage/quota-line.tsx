"use client";

import { LimitBar } from "@/components/charts/limit-bar";
import { sharePercent } from "@/components/charts/prepare/limit-bar";
import type { QuotaAnswer } from "@/lib/contracts/quotas";
import { formatPercent, formatQuantityValue } from "@/lib/format";
import { useQuotas } from "@/lib/queries/alerts";

/** How a meter stands against its quota; as high without one, so that nothing moves when it is known. */
export function QuotaLine({ meter }: { meter: string }) {
  const { data } = useQuotas();
  const quota = data?.quotas.find(({ usage_type, limit }) => usage_type === meter && limit !== null);
  return <span className="mt-1 flex h-7 w-full flex-col gap-1">{quota && <Quota quota={quota} />}</span>;
}

/** The card's number is of the range that is shown, the quota's of its own period: the words say so. */
const PERIOD_WORDS = { day: "today", month: "this month", billing_period: "this period" } as const;

function Quota({ quota: { limit, ratio, status, used, unit, period } }: { quota: QuotaAnswer }) {
  if (limit === null || status === "unlimited" || status === "no_quota") return null;
  const allowed = formatQuantityValue(limit, unit);
  const share = ratio === null ? "quota" : formatPercent(sharePercent(ratio));
  return (
    <>
      <LimitBar ratio={ratio ?? (used === "0" ? "0" : "2")} level={status} label={`Quota: ${status}`} />
      <span className="truncate text-xs text-axis">{`${share} of ${allowed} ${PERIOD_WORDS[period]}`}</span>
    </>
  );
}
