import "server-only";
import type { Context } from "@/db/context";
import { type Bucket, bucketEdges } from "@/lib/domain/buckets";
import type { DimensionFilters } from "@/lib/domain/dimensions";
import type { Interval } from "@/lib/domain/intervals";
import { InvalidInput } from "@/lib/domain/invalid-input";
import type { Meter } from "@/lib/domain/meters";
import { parseInstant, type Range, type RangeParameters, resolveRange } from "@/lib/domain/range";
import { toFilter } from "@/lib/domain/usage-query";

type List = (string | null)[] | undefined;
type One = string | undefined;

/** The filters of a request, as the contracts of reading endpoints spell them. */
export type FilterParameters = {
  team_ids?: List;
  team_id?: One;
  exclude_team_ids?: List;
  providers?: List;
  provider?: One;
  exclude_providers?: List;
  file_types?: List;
  file_type?: One;
  exclude_file_types?: List;
  subjects?: List;
  subject?: One;
  exclude_subjects?: List;
  api_key_ids?: List;
  api_key_id?: One;
  exclude_api_key_ids?: List;
};

const either = (many: List, one: One): List => many ?? (one === undefined ? undefined : [one]);

/** The filters of a request by dimension. */
export function toFilters(given: FilterParameters): DimensionFilters {
  return {
    ...toFilter("team", either(given.team_ids, given.team_id), given.exclude_team_ids),
    ...toFilter("provider", either(given.providers, given.provider), given.exclude_providers),
    ...toFilter("file_type", either(given.file_types, given.file_type), given.exclude_file_types),
    ...toFilter("subject", either(given.subjects, given.subject), given.exclude_subjects),
    ...toFilter("api_key", either(given.api_key_ids, given.api_key_id), given.exclude_api_key_ids),
  };
}

/** A range cut into buckets, in the zone of the request or else the billing zone. */
export type BucketedRange = { range: Range; buckets: Bucket[] };
type RangeRequest = RangeParameters & { timezone?: string | undefined; interval: Interval };

/** Resolves the range of a request and cuts it into buckets. */
export function toBucketedRange({ tenant, now }: Context, given: RangeRequest): BucketedRange {
  const timezone = given.timezone ?? tenant.timezone;
  return cutRange({ tenant, now }, resolveRange(given, { timezone, now }), given.interval);
}

/** The parameter that a range begins with, as the request spelled it. */
export function rangeParameter({ from }: RangeParameters): "from" | "start_date" {
  return from === undefined ? "start_date" : "from";
}

/** Cuts a range into buckets by the organization's calendar. */
export function cutRange(
  { tenant, now }: Pick<Context, "tenant" | "now">,
  range: Range,
  interval: Interval,
): BucketedRange {
  const { weekStart, billingAnchorDay: anchorDay } = tenant;
  return { range, buckets: bucketEdges({ ...range, interval, now, weekStart, anchorDay }) };
}

/** The instant of `as_of`, or null when everything known counts. */
export function toAsOf(text: string | undefined, timezone: string): Date | null {
  return text === undefined ? null : parseInstant(text, timezone, "as_of");
}

/** The meters of a request, and whether it named them itself. */
export type ChosenMeters = { meters: Meter[]; named: boolean };

type MeterParameters = {
  usage_types?: string[] | undefined;
  usage_type?: string | undefined;
  exclude_usage_types?: string[] | undefined;
};

/** The meters of some keys; one that the organization does not have is refused by its name. */
export function findMeters(all: readonly Meter[], keys: readonly string[], field: string): Meter[] {
  const byKey = new Map(all.map((meter) => [meter.key, meter]));
  return keys.map((key) => {
    const meter = byKey.get(key);
    if (meter) return meter;
    throw new InvalidInput(
      "unknown_usage_type",
      field,
      `there is no meter ${JSON.stringify(key)}, or none whose earlier events are all counted yet`,
    );
  });
}

/** Chooses the meters of a question: the named ones or all, without the excluded ones. */
export function chooseMeters(all: readonly Meter[], given: MeterParameters): ChosenMeters {
  const single = given.usage_type === undefined ? [] : [given.usage_type];
  const asked = [
    ...findMeters(all, given.usage_types ?? [], "usage_types"),
    ...findMeters(all, single, "usage_type"),
  ];
  const excluded = new Set(findMeters(all, given.exclude_usage_types ?? [], "exclude_usage_types"));
  const named = asked.length > 0;
  const meters = new Set(named ? asked : all);
  return { meters: [...meters].filter((meter) => !excluded.has(meter)), named };
}
