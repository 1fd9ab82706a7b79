import type { AlertRuleAnswer, AlertRulePreviewInput } from "@/lib/contracts/alert-rules";
import {
  CHANNELS,
  type Channel,
  isAboutMoney,
  type LimitOf,
  type RuleKind,
  risingThresholds,
} from "@/lib/domain/alerts/rule";
import { exactNumber } from "@/lib/domain/exact-number";
import type { QuotaPeriod } from "@/lib/domain/quota/quota";

/** A rule while it is being written: thresholds are text, with spaces or semicolons between them. */
export type DraftRule = {
  name: string;
  kind: RuleKind;
  limitOf: LimitOf | null;
  /** Null: every meter with a quota, or money. */
  usageType: string | null;
  /** As it is written; empty for all teams. */
  team: string;
  period: QuotaPeriod;
  thresholds: string;
  channels: readonly Channel[];
};
export type SentRule = Omit<AlertRulePreviewInput["body"], "name" | "days">;

export const newDraft = (usageType: string): DraftRule => ({
  ...{ name: "", kind: "quota_share", limitOf: null, usageType, team: "", period: "billing_period" },
  thresholds: "90",
  channels: CHANNELS,
});

/** Whether a rule is about quotas: then it may be about those of every meter, and takes their periods. */
export const isOfQuotas = (kind: RuleKind) => kind === "quota_share" || kind === "forecast";

/** A rule that is there, as it would have been written. */
export const draftOf = (rule: AlertRuleAnswer): DraftRule => ({
  ...{ name: rule.name, kind: rule.kind, limitOf: rule.limit_of, usageType: rule.usage_type },
  ...{ team: rule.team_id ?? "", period: rule.period, thresholds: rule.thresholds.join(" ") },
  channels: rule.channels,
});

/** What is sent of a draft, or the sentence that says what is wrong with its thresholds. */
export function toSentRule(draft: DraftRule): { rule: SentRule } | { refusal: string } {
  const { kind, usageType, period, channels } = draft;
  const words = draft.thresholds.split(/[\s;]+/).filter((word) => word !== "");
  if (words.length === 0) return { refusal: "Give at least one threshold." };
  if (words.length > 10) return { refusal: "Give at most ten thresholds." };
  const wrong = words.find((word) => "refusal" in exactNumber(word) || word.startsWith("-"));
  if (wrong !== undefined) return { refusal: `${wrong} is no number of 0 or more, such as 90 or 12.5.` };
  const thresholds = risingThresholds(words);
  const team = draft.team.trim();
  // Money is of all meters and teams.
  const what = isAboutMoney(draft)
    ? { usage_type: null, ...(draft.limitOf === "budget" && { limit_of: draft.limitOf }) }
    : { usage_type: usageType, ...(team && { team_id: team }) };
  return { rule: { kind, ...what, period, thresholds, channels: [...channels], enabled: true } };
}
