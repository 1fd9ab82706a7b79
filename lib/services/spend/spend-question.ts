import "server-only";
import type { Context } from "@/db/context";
import type { SpendSeriesQuery } from "@/lib/contracts/spend-series";
import { type Bucket, bucketEdges } from "@/lib/domain/buckets";
import type { DimensionFilters } from "@/lib/domain/dimensions";
import type { Interval } from "@/lib/domain/intervals";
import { InvalidInput } from "@/lib/domain/invalid-input";
import type { Meter } from "@/lib/domain/meters";
import { billingCalendar } from "@/lib/domain/quota/window";
import { billingPeriod, type Range, type RangeParameters, resolveRange } from "@/lib/domain/range";
import { priceableKeys } from "@/lib/domain/spend/priced-keys";
import type { KeyDimension } from "@/lib/domain/usage-query";
import type { BucketedRange } from "@/lib/services/usage/usage-question";

type Asking = Pick<Context, "tenant" | "now">;

/** The range of a request for money: the current billing period unless given. */
export function toSpendRange(
  { tenant, now }: Asking,
  given: RangeParameters & { timezone?: string | undefined },
): Range {
  const timezone = given.timezone ?? tenant.timezone;
  const asked = [given.start_date, given.end_date, given.from, given.to];
  if (asked.some((one) => one !== undefined)) return resolveRange(given, { timezone, now });
  return { ...billingPeriod(now, tenant.timezone, billingCalendar(tenant)), timezone };
}

/** Cuts a range into buckets; billing periods are those of the billing zone, whatever zone is looked from. */
export function cutSpendRange({ tenant, now }: Asking, range: Range, interval: Interval): BucketedRange {
  const { weekStart, billingAnchorDay: anchorDay } = tenant;
  const timezone = interval === "billing_period" ? tenant.timezone : range.timezone;
  const buckets: Bucket[] = bucketEdges({ ...range, timezone, interval, now, weekStart, anchorDay });
  return { range, buckets };
}

/** Refuses keys that no price could be for, naming the field of each. */
export function refuseUnknownKeys(
  meters: readonly Meter[],
  given: readonly { usageType: string }[],
  fieldOf: (at: number) => string,
): void {
  const known = new Set(priceableKeys(meters).map(({ key }) => key));
  for (const [at, { usageType }] of given.entries()) {
    if (known.has(usageType)) continue;
    throw new InvalidInput(
      "unknown_usage_type",
      fieldOf(at),
      `there is no meter ${JSON.stringify(usageType)}`,
    );
  }
}

type KeyParameters = Pick<SpendSeriesQuery, "usage_types" | "usage_type" | "exclude_usage_types">;

/** The keys whose money is asked for, and whether the request named them; unknown ones are refused by their name. */
export function chooseKeys(
  meters: readonly Meter[],
  given: KeyParameters,
): { named: string[] | undefined; excluded: ReadonlySet<string> } {
  const find = (keys: readonly string[], field: string) => {
    refuseUnknownKeys(
      meters,
      keys.map((usageType) => ({ usageType })),
      () => field,
    );
    return keys;
  };
  const single = given.usage_type === undefined ? [] : [given.usage_type];
  const named = [...find(given.usage_types ?? [], "usage_types"), ...find(single, "usage_type")];
  const excluded = new Set(find(given.exclude_usage_types ?? [], "exclude_usage_types"));
  return { named: named.length > 0 ? [...new Set(named)] : undefined, excluded };
}

/** The dimensions that lines are shared by: those of the series first, then those that only filters need. */
export function sharedDimensions(
  breakdowns: readonly KeyDimension[],
  filters: DimensionFilters,
): KeyDimension[] {
  const filtered = FILTERABLE.filter((dimension) => filters[dimension] && !breakdowns.includes(dimension));
  return [...breakdowns, ...filtered];
}

const FILTERABLE: readonly KeyDimension[] = ["team", "provider", "file_type", "subject", "api_key"];
