/** What a quota or a budget is counted over, in the organization's billing zone. */
export const QUOTA_PERIODS = ["day", "month", "billing_period"] as const;
export type QuotaPeriod = (typeof QUOTA_PERIODS)[number];

/** A period as the database keeps it. */
export function toQuotaPeriod(text: string): QuotaPeriod {
  const known = QUOTA_PERIODS.find((period) => period === text);
  if (!known) throw new Error(`The database holds the unknown quota period ${text}.`);
  return known;
}

/** How much of a meter may be used in a period. `limit` null is unlimited, "0" is nothing. */
export type Quota = { usageType: string; period: QuotaPeriod; limit: string | null; hard: boolean };

/** Where a quota comes from: the organization itself, or the plan it subscribed to. */
export type EffectiveQuota = Quota & { source: "own" | "plan" };

const key = ({ usageType, period }: Quota) => `${usageType} ${period}`;

/** An organization's own quotas, and the plan's where it has none of its own for the meter and period; by meter. */
export function effectiveQuotas(own: readonly Quota[], plan: readonly Quota[]): EffectiveQuota[] {
  const named = new Set(own.map(key));
  return [
    ...own.map((quota) => ({ ...quota, source: "own" as const })),
    ...plan.filter((quota) => !named.has(key(quota))).map((quota) => ({ ...quota, source: "plan" as const })),
  ].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
