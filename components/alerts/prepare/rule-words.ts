import type { AlertRuleAnswer } from "@/lib/contracts/alert-rules";
import { type Channel, isAboutMoney, PERIOD_WORDS, type RuleKind } from "@/lib/domain/alerts/rule";
import { formatCount, formatQuantity, formatUnit } from "@/lib/format";
import { formatMoney } from "@/lib/format-money";
import type { AlertMeter } from "../alert-meters";

export const CHANNEL_LABELS: Readonly<Record<Channel, string>> = {
  in_app: "In the application",
  log: "Server log",
  email: "Mail",
  slack: "Slack",
  webhook: "Webhook",
};

/** The conditions a person chooses from. */
export const KIND_LABELS: Readonly<Record<RuleKind, string>> = {
  quota_share: "is above a share of its quota",
  usage: "is above a value",
  spend: "is above an amount",
  rise: "rises above the period before",
  forecast: "is on pace to reach its quota",
  anomaly: "had an unusual day",
};

export const ANY_METER = "any meter with a quota";

/** What rules are told in: names and units by a meter's key, and the currency. */
export type RuleTerms = { meters: ReadonlyMap<string, AlertMeter>; currency: string };

type Spoken = Pick<AlertRuleAnswer, "kind" | "limit_of" | "usage_type" | "team_id" | "period" | "built_in">;
type Told = Spoken & Pick<AlertRuleAnswer, "thresholds" | "channels">;

/** What a rule looks at: "API requests of all teams", "spend". */
function subjectOf(rule: Spoken, { meters }: RuleTerms): string {
  if (rule.kind === "spend" || rule.limit_of === "budget") return "spend";
  const { usage_type, team_id } = rule;
  const what = usage_type === null ? ANY_METER : (meters.get(usage_type)?.name ?? usage_type);
  return `${what} of ${team_id === null ? "all teams" : `team ${team_id}`}`;
}

/** What the thresholds of a rule are in, to stand after "Thresholds". */
export function thresholdUnit(
  { kind, limitOf, usageType }: { kind: RuleKind; limitOf: string | null; usageType: string | null },
  { meters, currency }: RuleTerms,
): string {
  const unit = usageType === null ? undefined : meters.get(usageType)?.unit;
  const units: Record<RuleKind, string> = {
    quota_share: `in % of the ${limitOf ?? "quota"}`,
    usage: unit === undefined ? "" : `in ${formatUnit(unit)}`,
    spend: `in ${currency}`,
    rise: "in % above it",
    forecast: "in % of the quota",
    anomaly: "as scores",
  };
  return units[kind];
}

/** A rule as a sentence: "When API requests of all teams reaches 75, 90, 100 % of its quota, tell …". */
export function ruleSentence(rule: Told, terms: RuleTerms): string {
  const period = PERIOD_WORDS[rule.period];
  const at = rule.thresholds.map(formatCount).join(", ");
  const amounts = rule.thresholds.map((threshold) => amountWords(threshold, rule, terms)).join(", ");
  const conditions: Record<RuleKind, string> = {
    quota_share: `reaches ${at} % of its ${rule.limit_of}`,
    usage: `reaches ${amounts} in a ${period}`,
    spend: `reaches ${amounts} in a ${period}`,
    rise: `rises ${at} % above the ${period} before`,
    forecast: `is on pace for ${at} % of its quota`,
    anomaly: `had a day with a score of ${at}`,
  };
  const told = rule.channels.map((channel) => CHANNEL_LABELS[channel].toLowerCase()).join(", ");
  return `When ${subjectOf(rule, terms)} ${conditions[rule.kind]}, tell ${told === "" ? "nobody" : told}.`;
}

function amountWords(threshold: string, rule: Spoken, { meters, currency }: RuleTerms): string {
  if (isAboutMoney({ kind: rule.kind, limitOf: rule.limit_of })) return formatMoney(threshold, currency);
  const unit = rule.usage_type === null ? undefined : meters.get(rule.usage_type)?.unit;
  return unit === undefined ? formatCount(threshold) : formatQuantity(threshold, unit);
}

/** What of a rule stays as long as it is there: "When API requests of all teams is above a value per month". */
export function conditionWords(rule: Spoken, terms: RuleTerms): string {
  const period = PERIOD_WORDS[rule.period];
  const share = `is above a share of its ${rule.limit_of}`;
  const conditions: Record<RuleKind, string> = {
    quota_share: rule.built_in ? `${share} per ${period}` : share,
    usage: `is above a value in a ${period}`,
    spend: `is above an amount in a ${period}`,
    rise: `rises above the ${period} before`,
    forecast: KIND_LABELS.forecast,
    anomaly: KIND_LABELS.anomaly,
  };
  return `When ${subjectOf(rule, terms)} ${conditions[rule.kind]}`;
}
