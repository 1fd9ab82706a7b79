import type { AlertRuleAnswer } from "@/lib/contracts/alert-rules";
import { type Channel, PERIOD_WORDS, type RuleKind } from "@/lib/domain/alerts/rule";
import { formatCount } from "@/lib/format";

export const CHANNEL_LABELS: Readonly<Record<Channel, string>> = {
  in_app: "In the application",
  log: "Server log",
  email: "Mail",
  slack: "Slack",
  webhook: "Webhook",
};

/** The conditions a person chooses from; what a threshold is in. */
export const KIND_LABELS: Readonly<Record<RuleKind, { label: string; unit: string }>> = {
  quota_share: { label: "is above a share of its quota", unit: "in % of the quota" },
  usage: { label: "is above a value", unit: "" },
  spend: { label: "is above an amount", unit: "" },
  rise: { label: "rises above the period before", unit: "in % above it" },
  forecast: { label: "is on pace to reach its quota", unit: "in % of the quota" },
  anomaly: { label: "had an unusual day", unit: "as scores" },
};

type Spoken = Pick<
  AlertRuleAnswer,
  "kind" | "limit_of" | "usage_type" | "team_id" | "period" | "thresholds" | "channels"
>;

/** A rule as a sentence: "When API requests of all teams are above 75, 90, 100 % of the quota, tell …". */
export function ruleSentence(rule: Spoken, names: ReadonlyMap<string, string>): string {
  const money = rule.kind === "spend" || rule.limit_of === "budget";
  const what = money
    ? "spend"
    : rule.usage_type === null
      ? "any meter"
      : (names.get(rule.usage_type) ?? rule.usage_type);
  const who = money ? "" : rule.team_id === null ? " of all teams" : ` of team ${rule.team_id}`;
  const at = rule.thresholds.map(formatCount).join(", ");
  const period = PERIOD_WORDS[rule.period];
  const conditions: Record<RuleKind, string> = {
    quota_share: `reaches ${at} % of its ${rule.limit_of}`,
    usage: `reaches ${at} in a ${period}`,
    spend: `reaches ${at} in a ${period}`,
    rise: `rises ${at} % above the ${period} before`,
    forecast: `is on pace for ${at} % of its quota`,
    anomaly: `had a day with a score of ${at}`,
  };
  const told = rule.channels.map((channel) => CHANNEL_LABELS[channel].toLowerCase()).join(", ");
  return `When ${what}${who} ${conditions[rule.kind]}, tell ${told === "" ? "nobody" : told}.`;
}
