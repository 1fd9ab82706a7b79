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

/** An organization's own quotas, and its plan's for the meters that it set none for; by meter and period. */
export function effectiveQuotas(own: readonly Quota[], plan: readonly Quota[]): EffectiveQuota[] {
  const named = new Set(own.map(({ usageType }) => usageType));
  return [
    ...own.map((quota) => ({ ...quota, source: "own" as const })),
    ...plan
      .filter(({ usageType }) => !named.has(usageType))
      .map((quota) => ({ ...quota, source: "plan" as const })),
  ].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
