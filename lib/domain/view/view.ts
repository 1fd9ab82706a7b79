import type { DimensionFilter } from "@/lib/domain/dimensions";
import type { WeekStart } from "@/lib/domain/intervals";
import { dateIn } from "@/lib/domain/time-zone";
import { type AskedComparison, askedComparison, type ViewComparison } from "@/lib/domain/view/comparison";
import { effectiveInterval, type ViewInterval } from "@/lib/domain/view/interval";
import { isEmptySelection } from "@/lib/domain/view/selection";
import {
  DEFAULT_PRESET,
  FIRST_DAY,
  type Preset,
  type RangeChoice,
  touchesNow,
  type ViewRange,
  viewRange,
} from "@/lib/domain/view/view-range";

/** What a view can be filtered by and broken down into, in the order of the menus. */
export const VIEW_DIMENSIONS = ["type", "team", "provider", "file_type"] as const;
export type ViewDimension = (typeof VIEW_DIMENSIONS)[number];
export const MAX_BREAKDOWNS = 2;

export const CHART_KINDS = ["line", "area", "bar", "table"] as const;
export type ChartKind = (typeof CHART_KINDS)[number];

/** How values lie on the axis of a line: from zero, between the lowest and the highest, or by powers of ten. */
export const VIEW_SCALES = ["zero", "fit", "log"] as const;
export type ViewScale = (typeof VIEW_SCALES)[number];

/** The filters of a page as they stand in the URL; null is "nobody chose". */
export type UsageView = Record<ViewDimension, DimensionFilter> & {
  range: Preset;
  start: string | null;
  end: string | null;
  tz: string | null;
  interval: ViewInterval | null;
  compare: ViewComparison;
  breakdown: ViewDimension[];
  chart: ChartKind;
  stack: boolean;
  cumulative: boolean;
  /** Numbers on the bars. */
  values: boolean;
  scale: ViewScale;
  hidden: string[];
  sort: string;
};

/** The settings of an organization that its pages depend on. */
export type ViewOrganization = {
  id: string;
  slug: string;
  name: string;
  timezone: string;
  weekStart: WeekStart;
  anchorDay: number;
};

/** A view at a moment: what to ask for, and for which days. */
export type ResolvedView = Record<ViewDimension, DimensionFilter> & {
  choice: RangeChoice;
  range: ViewRange;
  today: string;
  timezone: string;
  weekStart: WeekStart;
  interval: ViewInterval;
  compared: AskedComparison;
  breakdown: ViewDimension[];
  /** Whether the answer can still change. */
  live: boolean;
};

/** Turns the words of the URL into days, an interval and a zone; choices that cannot be are replaced by defaults. */
export function resolveView(view: UsageView, organization: ViewOrganization, now: Date): ResolvedView {
  const timezone = view.tz ?? organization.timezone;
  const { weekStart, anchorDay } = organization;
  const today = dateIn(now.getTime(), timezone);
  const choice = rangeChoice(view, today);
  const range = viewRange(choice, { timezone, weekStart, anchorDay }, now);
  const interval = effectiveInterval(view.interval, choice, range, weekStart);
  return {
    type: view.type,
    team: view.team,
    provider: view.provider,
    file_type: view.file_type,
    choice,
    range,
    today,
    timezone,
    weekStart,
    interval,
    compared: askedComparison(view.compare, { choice, range, interval }, { weekStart, anchorDay }),
    breakdown: view.breakdown,
    live: touchesNow(range, timezone, now),
  };
}

/** Two days that make a range win over the preset; else the preset counts, or the default one. */
export function rangeChoice(view: Pick<UsageView, "range" | "start" | "end">, today: string): RangeChoice {
  if (view.start === null && view.end === null) return { preset: view.range };
  return dayRange(view.start, view.end, today) ?? { preset: DEFAULT_PRESET };
}

/** Two days as a range; null unless in order, begun by today, and not before any event. */
export function dayRange(
  start: string | null,
  end: string | null,
  today: string,
): { start: string; end: string } | null {
  if (start === null || end === null || start > end) return null;
  return start < FIRST_DAY || start > today ? null : { start, end };
}

/** Whether any filter but the meter narrows the view. */
export function isNarrowed(view: Pick<ResolvedView, ViewDimension>): boolean {
  return VIEW_DIMENSIONS.some((name) => name !== "type" && !isEmptySelection(view[name]));
}
