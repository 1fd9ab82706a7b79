import { addDays } from "@/lib/domain/calendar";
import { type CutDays, cutDays } from "@/lib/domain/cut-days";
import { ROLLUP_DIMENSIONS } from "@/lib/domain/dimensions";
import { isAdditive } from "@/lib/domain/meters";
import { dateIn, startOfDay } from "@/lib/domain/time-zone";
import type { UsageQuery } from "@/lib/domain/usage-query";

/** From the narrowest to the widest. */
export const SOURCES = [
  "rollup_day_totals",
  "rollup_day_providers",
  "rollup_days",
  "rollup_quarter_totals",
  "rollup_quarter_hours",
  "events",
] as const;
export type Source = (typeof SOURCES)[number];

/** A part of the range and the table that answers for it. */
export type Segment = { source: Source; from: Date; to: Date };
export type Plan = {
  segments: Segment[];
  /** Where buckets end within days that are read from their day rows; null where none does. */
  cut: CutDays | null;
  reason: string;
  /** The parameter for whose sake single events are read; null where at most the ragged ends need them. */
  parameter: string | null;
  billingTimezone: string;
};

const QUARTER_MS = 900_000;
const DAY_MS = 86_400_000;

// Until 2011 some zones turned their clocks back at one minute past midnight, which tears a date in two: the
// daily rollup, which knows only dates, is not asked about such days.
const DATES_ARE_WHOLE_SINCE = Date.parse("2012-01-01T00:00:00Z");

const NOTHING = { segments: [], cut: null, reason: "the range holds no instant", parameter: null };

/**
 * Chooses the smallest tables that answer a question exactly. Days answer what is cut at midnights of the billing
 * zone, and with the shorter parts of the days that are cut also what is cut elsewhere; quarter hours answer what is cut
 * often, events the ragged ends and whatever no rollup keeps.
 */
export function planUsage(query: UsageQuery, billingTimezone: string): Plan {
  const from = query.spans[0]?.start.getTime();
  const to = query.spans.at(-1)?.end.getTime();
  if (from === undefined || to === undefined || from >= to) return { ...NOTHING, billingTimezone };
  const plan = (reason: string, cuts: Cuts, parameter: string | null = null): Plan => ({
    segments: toSegments({ from, to, cuts }, narrowest(query)),
    cut: null,
    reason,
    parameter,
    billingTimezone,
  });
  const missing = whatRollupsMiss(query);
  if (missing) return plan(missing.reason, {}, missing.parameter);
  const inner = query.spans.slice(1).map(({ start }) => start.getTime());
  const quarters: Cuts = { quarters: within(ceilTo(from), floorTo(to)) };
  if (!quarters.quarters || inner.some((edge) => edge % QUARTER_MS !== 0))
    return plan("the edges lie within quarter hours", {}, quarters.quarters ? "interval" : "from");
  if (from < DATES_ARE_WHOLE_SINCE) return plan("before 2012 dates may be torn", quarters);
  const days = wholeDays(quarters.quarters, billingTimezone);
  if (!days) return plan("the range holds no whole day of the billing zone", quarters);
  const cut = cutFew(days, inner, billingTimezone);
  if (!cut) return plan("buckets end within the days of the billing zone", quarters);
  if (cut.moves.length === 0)
    return plan("the buckets are made of whole days of the billing zone", { ...quarters, days });
  const reason = "days of the billing zone, and the quarter hours of those in which a bucket ends";
  return { ...plan(reason, { ...quarters, days }), cut };
}

/** The plan of a question about all times at once: where no edge cuts, it matters to no sum which date is whose. */
export function planHistory(query: UsageQuery, billingTimezone: string): Plan {
  const [from, to] = [query.spans[0]?.start, query.spans.at(-1)?.end];
  const segments = from && to ? [{ source: narrowest(query).days, from, to }] : [];
  return { segments, cut: null, reason: "all times at once", parameter: null, billingTimezone };
}

/** The plan of a question that needs the value of every event. */
export function planEvents({ spans }: UsageQuery, billingTimezone: string): Plan {
  const [from, to] = [spans[0]?.start, spans.at(-1)?.end];
  const segments = from && to && from < to ? [{ source: "events", from, to } as const] : [];
  const reason = "rollups do not know single events";
  return { segments, cut: null, reason, parameter: "from", billingTimezone };
}

type Missing = { reason: string; parameter: string };

const FILTER_PARAMETERS: Readonly<Record<string, string>> = { subject: "subjects", api_key: "api_key_ids" };

function whatRollupsMiss({ meters, asOf, dimensions, filters }: UsageQuery): Missing | undefined {
  const measured = meters.find((meter) => !isAdditive(meter));
  if (measured)
    return { reason: `rollups do not keep what ${measured.aggregation} needs`, parameter: "usage_types" };
  if (asOf) return { reason: "rollups do not know when something was recorded", parameter: "as_of" };
  const kept: readonly string[] = ROLLUP_DIMENSIONS;
  const isForeign = (dimension: string) => !kept.includes(dimension);
  const reason = (dimension: string) => `rollups do not keep ${dimension}`;
  const dimension = dimensions.find(isForeign);
  if (dimension) return { reason: reason(dimension), parameter: "breakdowns" };
  const filter = Object.keys(filters).find(isForeign);
  return filter ? { reason: reason(filter), parameter: FILTER_PARAMETERS[filter] ?? filter } : undefined;
}

/** How days are cut; undefined where it costs less to read all of their quarter hours. */
function cutFew(days: Stretch, inner: readonly number[], timezone: string): CutDays | undefined {
  const length = days[1] - days[0];
  if (inner.length * DAY_MS > length * 2) return undefined;
  const cut = cutDays(days, inner, timezone);
  const moved = cut.moves.reduce((sum, { from, to }) => sum + to.getTime() - from.getTime(), 0);
  return moved <= length / 2 ? cut : undefined;
}

type Tables = { days: Source; quarters: Source };

/** The narrowest rollups that keep what a question asks for. */
function narrowest({ dimensions, filters }: UsageQuery): Tables {
  const asked = new Set([...dimensions, ...Object.keys(filters)]);
  if (asked.size === 0) return { days: "rollup_day_totals", quarters: "rollup_quarter_totals" };
  asked.delete("provider");
  const days = asked.size === 0 ? "rollup_day_providers" : "rollup_days";
  return { days, quarters: "rollup_quarter_hours" };
}

type Stretch = [from: number, to: number];
type Cuts = { quarters?: Stretch | undefined; days?: Stretch | undefined };

/** Lays days inside quarter hours inside events, and leaves out what is empty. */
function toSegments({ from, to, cuts }: { from: number; to: number; cuts: Cuts }, tables: Tables): Segment[] {
  const { quarters, days } = cuts;
  const fine = quarters ?? [to, to];
  const coarse = days ?? [fine[1], fine[1]];
  const parts: [Source, number, number][] = [
    ["events", from, fine[0]],
    [tables.quarters, fine[0], coarse[0]],
    [tables.days, coarse[0], coarse[1]],
    [tables.quarters, coarse[1], fine[1]],
    ["events", fine[1], to],
  ];
  return parts
    .filter(([, start, end]) => start < end)
    .map(([source, start, end]) => ({ source, from: new Date(start), to: new Date(end) }));
}

function wholeDays([from, to]: Stretch, timezone: string): Stretch | undefined {
  const first = dateIn(from, timezone);
  const start = isMidnight(from, timezone) ? from : startOfDay(addDays(first, 1), timezone);
  return within(start, startOfDay(dateIn(to, timezone), timezone));
}

const within = (from: number, to: number): Stretch | undefined => (from < to ? [from, to] : undefined);
const isMidnight = (at: number, timezone: string) => startOfDay(dateIn(at, timezone), timezone) === at;
const floorTo = (at: number) => Math.floor(at / QUARTER_MS) * QUARTER_MS;
const ceilTo = (at: number) => Math.ceil(at / QUARTER_MS) * QUARTER_MS;
