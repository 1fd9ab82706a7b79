import "server-only";
import { PERIOD_WORDS, type RuleKind } from "@/lib/domain/alerts/rule";
import type { QuotaPeriod } from "@/lib/domain/quota/quota";
import { formatCount, formatQuantity } from "@/lib/format";

/** What an alert says in words: names and numbers of its crossing. */
export type SpokenAlert = {
  kind: RuleKind;
  /** The meter's display name; null for money. */
  meterName: string | null;
  teamId: string | null;
  unit: string;
  period: QuotaPeriod;
  threshold: string;
  base: string | null;
  value: string;
};

/** One sentence with exact numbers, for mails, chats, logs and pages: "API requests: 9,500 requests …". */
export function alertSentence(alert: SpokenAlert): string {
  const { meterName, teamId, unit, value, base, threshold } = alert;
  const who = `${meterName ?? "Spend"}${teamId === null ? "" : ` of team ${teamId}`}`;
  const amount = (quantity: string) =>
    meterName === null ? `${formatCount(quantity)} ${unit}` : formatQuantity(quantity, unit, "exact");
  // Bytes are told in a unit that people read, with the exact number beside it.
  const limit = unit === "byte" ? amount(base ?? "") : formatCount(base);
  const period = PERIOD_WORDS[alert.period];
  const sentences: Record<RuleKind, string> = {
    quota_share: `${amount(value)} of ${limit} in this ${period}, at or above ${threshold} %`,
    usage: `${amount(value)} in this ${period}, at or above ${formatCount(threshold)}`,
    spend: `${amount(value)} in this ${period}, at or above ${formatCount(threshold)}`,
    rise: `${amount(value)} in this ${period}, at least ${threshold} % above the ${formatCount(base)} of the one before`,
    forecast: `on pace for ${amount(value)} of ${limit} in this ${period}, at or above ${threshold} %`,
    anomaly: `an unusual day with the score ${formatCount(value)} where ${formatCount(threshold)} is the threshold`,
  };
  return `${who}: ${sentences[alert.kind]}`.replaceAll("\u00a0", " ");
}
