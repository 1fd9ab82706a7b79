import type { Tone } from "@/components/ui/badge";
import type { QuotaAnswer } from "@/lib/contracts/quotas";
import { compareDecimals } from "@/lib/domain/decimal";

type Status = QuotaAnswer["status"];

/** How a limit stands, in a word that colour only underlines. */
export const STATUS_WORDS: Readonly<Record<Status, { word: string; tone: Tone }>> = {
  ok: { word: "OK", tone: "success" },
  warning: { word: "Warning", tone: "warning" },
  critical: { word: "Critical", tone: "critical" },
  exceeded: { word: "Exceeded", tone: "exceeded" },
  unlimited: { word: "Unlimited", tone: "neutral" },
  no_quota: { word: "No quota", tone: "neutral" },
};

export const PERIOD_LABELS = {
  day: "Day",
  month: "Month",
  billing_period: "Billing period",
} as const;

type Limited = Pick<QuotaAnswer, "usage_type" | "ratio" | "status" | "limit">;

const ORDER: readonly Status[] = ["exceeded", "critical", "warning", "ok", "unlimited", "no_quota"];

/** The gravest first, then by the share that is used; limits without a share last. */
export function bySeverity<T extends Limited>(limits: readonly T[]): T[] {
  return [...limits].sort(
    (a, b) =>
      ORDER.indexOf(a.status) - ORDER.indexOf(b.status) ||
      compareDecimals(b.ratio ?? "-1", a.ratio ?? "-1") ||
      (a.usage_type < b.usage_type ? -1 : 1),
  );
}

/** The limits nearest to being reached, for a small place: only those with a share. */
export function nearestLimits<T extends Limited>(limits: readonly T[], count: number): T[] {
  return bySeverity(limits.filter(({ limit }) => limit !== null)).slice(0, count);
}
