"use client";

import { LimitBar } from "@/components/charts/limit-bar";
import { sharePercent } from "@/components/charts/prepare/limit-bar";
import { quantityFormat } from "@/components/charts/value-format";
import type { QuotaAnswer } from "@/lib/contracts/quotas";
import { formatPercent } from "@/lib/format";
import { useQuotas } from "@/lib/queries/alerts";

/** How a meter stands against its quota; as high without one, so that nothing moves when it is known. */
export function QuotaLine({ meter }: { meter: string }) {
  const { data } = useQuotas();
  const quota = data?.quotas.find(({ usage_type, limit }) => usage_type === meter && limit !== null);
  return <span className="mt-1 flex h-7 w-full flex-col gap-1">{quota && <Quota quota={quota} />}</span>;
}

function Quota({ quota: { limit, ratio, status, used, unit } }: { quota: QuotaAnswer }) {
  if (status === "unlimited" || status === "no_quota") return null;
  const allowed = quantityFormat(unit).compact(limit);
  const words =
    ratio === null ? `quota of ${allowed}` : `${formatPercent(sharePercent(ratio))} of ${allowed}`;
  return (
    <>
      <LimitBar ratio={ratio ?? (used === "0" ? "0" : "2")} level={status} label={`Quota: ${status}`} />
      <span className="truncate text-xs text-axis">{words}</span>
    </>
  );
}
