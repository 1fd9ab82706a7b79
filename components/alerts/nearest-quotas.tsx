"use client";

import { LimitBar } from "@/components/charts/limit-bar";
import { sharePercent } from "@/components/charts/prepare/limit-bar";
import { PageLink } from "@/components/ui/page-link";
import type { QuotaAnswer } from "@/lib/contracts/quotas";
import { formatPercent } from "@/lib/format";
import { useQuotas } from "@/lib/queries/alerts";
import { nearestLimits } from "./prepare/limit-words";

const SHOWN = 2;

/** The two quotas that are nearest to their limit. */
export function NearestQuotas() {
  const { data } = useQuotas();
  const nearest = nearestLimits(data?.quotas ?? [], SHOWN);
  if (nearest.length === 0) return null;
  return (
    <PageLink href="/alerts" className="flex flex-col gap-2 rounded-md p-2 text-xs hover:bg-hover">
      <span className="font-medium">Quotas</span>
      {nearest.map((quota) => (
        <Nearest key={`${quota.usage_type} ${quota.period}`} quota={quota} />
      ))}
    </PageLink>
  );
}

function Nearest({ quota: { display_name, ratio, status, used } }: { quota: QuotaAnswer }) {
  const share = ratio === null ? "" : formatPercent(sharePercent(ratio));
  if (status === "unlimited" || status === "no_quota") return null;
  return (
    <span className="flex flex-col gap-1">
      <span className="flex justify-between gap-2 text-axis">
        <span className="truncate">{display_name}</span>
        <span>{share}</span>
      </span>
      <LimitBar
        ratio={ratio ?? (used === "0" ? "0" : "2")}
        level={status}
        label={`${display_name}: ${share === "" ? "the quota is 0" : `${share} of the quota`}`}
      />
    </span>
  );
}
