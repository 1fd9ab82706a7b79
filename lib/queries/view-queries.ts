import type { SpendSeriesQuery } from "@/lib/contracts/spend-series";
import type { UsageGranularQuery } from "@/lib/contracts/usage-granular";
import type { UsageSeriesQuery } from "@/lib/contracts/usage-series";
import type { UsageTotalsQuery } from "@/lib/contracts/usage-totals";
import { addDays } from "@/lib/domain/calendar";
import { defaultInterval } from "@/lib/domain/view/interval";
import type { ResolvedView, ViewDimension } from "@/lib/domain/view/view";
import { FIRST_DAY } from "@/lib/domain/view/view-range";

/** More series than that are folded into "Other" per meter. */
export const SHOWN_SERIES = 8;
const ALL_SERIES = 1000;
const MOST_VALUES = 200;

const isText = (value: string | null): value is string => value !== null;
const orNothing = <T>(list: T[]): T[] | undefined => (list.length === 0 ? undefined : list);

function askedRange({ range, timezone }: ResolvedView) {
  if (range.instants) return { ...range.instants, timezone };
  return { start_date: range.start, end_date: range.end, timezone };
}

/** The filters of a view; `but` leaves one dimension open, so that its own menu offers more than what is chosen. */
function askedFilters(view: ResolvedView, but?: ViewDimension) {
  const of = (name: ViewDimension) => (name === but ? { include: [], exclude: [] } : view[name]);
  return {
    usage_types: orNothing(of("type").include.filter(isText)),
    exclude_usage_types: orNothing(of("type").exclude.filter(isText)),
    team_ids: orNothing(of("team").include),
    exclude_team_ids: orNothing(of("team").exclude),
    providers: orNothing(of("provider").include),
    exclude_providers: orNothing(of("provider").exclude),
    file_types: orNothing(of("file_type").include),
    exclude_file_types: orNothing(of("file_type").exclude),
  };
}

const common = { compare: "none", page_size: ALL_SERIES } as const;

/** Whether a view has an earlier range beside its own. */
export const isCompared = ({ compared }: ResolvedView): boolean => compared.compare !== "none";

/** Whether the series of a view are parts of its meters, so that the earlier range may hold others. */
export const hasParts = ({ breakdown }: ResolvedView): boolean => breakdown.some((name) => name !== "type");

/** What the chart and its table show. `all` asks for every series instead of the largest and the rest. */
export function viewSeriesQuery(view: ResolvedView, { all = false } = {}): UsageSeriesQuery {
  return defined({
    ...askedRange(view),
    ...askedFilters(view),
    ...common,
    ...view.compared,
    interval: view.interval,
    breakdowns: orNothing(view.breakdown),
    top: hasParts(view) && !all ? SHOWN_SERIES : undefined,
  });
}

/** The same without a breakdown: what the earlier range came to, with the parts that this one does not have. */
export function viewWholeQuery(view: ResolvedView): UsageSeriesQuery {
  return defined({
    ...askedRange(view),
    ...askedFilters(view),
    ...common,
    ...view.compared,
    interval: view.interval,
  });
}

/** What the spend chart shows: by meter unless another breakdown is chosen. */
export function viewSpendQuery(view: ResolvedView, cumulative: boolean): SpendSeriesQuery {
  const breakdowns = view.breakdown.length > 0 ? view.breakdown : (["type"] as ViewDimension[]);
  return defined({
    ...askedRange(view),
    ...askedFilters(view),
    ...common,
    ...view.compared,
    interval: view.interval,
    breakdowns,
    top: breakdowns.some((name) => name !== "type") ? SHOWN_SERIES : undefined,
    cumulative: cumulative || undefined,
    exclude_empty: true,
  });
}

/** The same view as one line per currency: as it is, or what it has come to in its billing periods. */
export function viewSpendWholeQuery(view: ResolvedView, cumulative: boolean): SpendSeriesQuery {
  return defined({
    ...askedRange(view),
    ...askedFilters(view),
    ...common,
    ...view.compared,
    interval: view.interval,
    cumulative: cumulative || undefined,
  });
}

/** Every meter of the organization in the range, without the filters: what the cards draw. */
export function overviewQuery(view: ResolvedView): UsageSeriesQuery {
  const { interval, compared } = view;
  return defined({ ...askedRange(view), ...common, ...compared, interval, breakdowns: ["type"] });
}

/** The totals of the organization in the range, as exact as the chart's days. */
export function viewTotalsQuery(view: ResolvedView, organizationId: string): UsageTotalsQuery {
  const { range, timezone } = view;
  // Local midnights: the server turns them into instants in the zone, once and for everybody.
  return {
    tenant_id: organizationId,
    period_start: range.instants?.from ?? `${range.start}T00:00:00`,
    period_end: range.instants?.to ?? `${addDays(range.end, 1)}T00:00:00`,
    timezone,
  };
}

/** Uploads and requests by file type and provider; `but` leaves that filter open. */
export function viewGranularQuery(view: ResolvedView, but: "provider" | "file_type"): UsageGranularQuery {
  const { usage_types: _, exclude_usage_types: __, ...filters } = askedFilters(view, but);
  return defined({ ...askedRange(view), ...filters, interval: view.interval });
}

/** Everything that was ever recorded: whether an empty view is a narrow one or the first. */
export function everQuery(organizationId: string, today: string): UsageTotalsQuery {
  return {
    tenant_id: organizationId,
    period_start: `${FIRST_DAY}T00:00:00Z`,
    period_end: `${addDays(today, 1)}T00:00:00Z`,
  };
}

/** The values that one dimension has in the range: what its filter menu offers. */
export function filterOptionsQuery(view: ResolvedView, dimension: ViewDimension): UsageSeriesQuery {
  return defined({
    ...askedRange(view),
    ...askedFilters(view, dimension),
    ...common,
    interval: defaultInterval(view.choice, view.range),
    breakdowns: [dimension],
    top: MOST_VALUES,
  });
}

/** Without the fields that say nothing, so that equal questions have equal keys. */
function defined<T extends object>(query: T): T {
  // Leaving out undefined fields keeps the type: they are the optional ones.
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as T;
}
