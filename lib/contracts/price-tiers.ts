import * as z from "zod";
import { amountText, positiveText } from "@/lib/contracts/rating-decimals";
import { compareDecimals } from "@/lib/domain/decimal";

const MAX_TIERS = 100;

type Bounds = { from?: string | undefined; up_to: string | null };
type Fault = { path: (string | number)[]; message: string };

/** What every tier has. */
export const tierBounds = {
  from: amountText
    .optional()
    .describe("Where the tier begins, the up_to of the tier before; need not be said")
    .meta({ example: "0" }),
  up_to: positiveText.nullable().describe("The last unit of the tier, included; null in the last tier"),
};

/** Tiers in order, each up to and with `up_to`; the next begins right above it, and the last has no end. */
export function tierList<T extends z.ZodType<Bounds>>(tier: T) {
  return z
    .array(tier)
    .min(1, "needs at least one tier")
    .max(MAX_TIERS, `must not hold more than ${MAX_TIERS} tiers`)
    .superRefine((tiers, context) => {
      for (const { path, message } of tierFaults(tiers)) context.addIssue({ code: "custom", path, message });
    });
}

function tierFaults(tiers: readonly Bounds[]): Fault[] {
  const last = tiers.length - 1;
  return tiers.flatMap((tier, index): Fault[] => [
    ...startFault(tier, tiers[index - 1]).map((message) => ({ path: [index, "from"], message })),
    ...endFault(tier, tiers[index - 1], index === last).map((message) => ({
      path: [index, "up_to"],
      message,
    })),
  ]);
}

function startFault({ from }: Bounds, before: Bounds | undefined): string[] {
  const start = before === undefined ? "0" : before.up_to;
  if (from === undefined || start === null) return [];
  const order = compareDecimals(from, start);
  if (order > 0) return [`leaves a gap: must be ${start}, where the tier before ends`];
  return order < 0 ? [`overlaps the tier before: must be ${start}, where that one ends`] : [];
}

function endFault({ up_to }: Bounds, before: Bounds | undefined, isLast: boolean): string[] {
  if (isLast)
    return up_to === null ? [] : ["must be null in the last tier: units above it would have no price"];
  if (up_to === null) return ["must be null in the last tier only: the tiers after it are never reached"];
  if (before?.up_to !== undefined && before.up_to !== null && compareDecimals(up_to, before.up_to) <= 0)
    return [`overlaps the tier before: must be above ${before.up_to}`];
  return [];
}
