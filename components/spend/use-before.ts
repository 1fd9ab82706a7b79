"use client";

import { useView } from "@/components/filters/view-context";
import type { Before } from "@/components/spend/line-rows";
import { allLines, costOf, monthBefore } from "@/components/spend/prepare/compared-lines";
import { daysWords } from "@/components/spend/prepare/line-words";
import type { SpendLines } from "@/lib/contracts/spend-lines";
import { dateIn } from "@/lib/domain/time-zone";
import { useSpendChanges, useSpendLinesOf } from "@/lib/queries/spend";

/**
 * What each key of a bill cost before: of the current period up to the same day of the one before, of an earlier period
 * in the whole one before it.
 */
export function useBefore(period: "current" | "previous", bill: SpendLines | undefined) {
  const { timezone } = useView().organization;
  const changes = useSpendChanges();
  const first = bill && dateIn(Date.parse(bill.period_start), timezone);
  const earlier = useSpendLinesOf(period === "previous" && first ? monthBefore(first) : null);
  return (currency: string) => {
    const found = period === "current" ? ofChanges(changes.data) : ofLines(earlier.data);
    if (!bill || !found) return undefined;
    const against = daysWords(found.from, found.to, timezone);
    const lines = allLines(bill);
    return (usageType: string): Before => ({
      amount: costOf(found.costs, usageType, currency),
      now: costOf(lines, usageType, currency),
      against,
    });
  };
}

function ofChanges(data: ReturnType<typeof useSpendChanges>["data"]) {
  if (!data) return undefined;
  const costs = data.changes.map((one) => ({ ...one, amount: one.previous_amount }));
  return { costs, ...data.meta.compare };
}

function ofLines(data: SpendLines | undefined) {
  return data && { costs: allLines(data), from: data.period_start, to: data.period_end };
}
