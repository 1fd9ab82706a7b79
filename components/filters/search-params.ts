import { createLoader, createParser, createSerializer, parseAsStringLiteral } from "nuqs/server";
import type { DimensionFilter } from "@/lib/domain/dimensions";
import { isTimeZone } from "@/lib/domain/time-zones";
import { VIEW_COMPARISONS } from "@/lib/domain/view/comparison";
import { isDay } from "@/lib/domain/view/day-text";
import { VIEW_INTERVALS } from "@/lib/domain/view/interval";
import { joinList, splitList } from "@/lib/domain/view/list-text";
import {
  EMPTY_SELECTION,
  isEmptySelection,
  readSelection,
  writeSelection,
} from "@/lib/domain/view/selection";
import {
  CHART_KINDS,
  type ChartKind,
  dayRange,
  MAX_BREAKDOWNS,
  VIEW_DIMENSIONS,
  VIEW_SCALES,
} from "@/lib/domain/view/view";
import { DEFAULT_PRESET, PRESETS, type Preset } from "@/lib/domain/view/view-range";

const textThat = (isValid: (text: string) => boolean) =>
  createParser({ parse: (text) => (isValid(text) ? text : null), serialize: (text: string) => text });

const sameList = (a: readonly string[], b: readonly string[]) => joinList(a) === joinList(b);

const list = createParser({ parse: splitList, serialize: joinList, eq: sameList });

const selection = createParser<DimensionFilter>({
  parse: (text) => {
    const filter = readSelection(splitList(text));
    return isEmptySelection(filter) ? null : filter;
  },
  serialize: (filter) => joinList(writeSelection(filter)),
  eq: (a, b) => sameList(writeSelection(a), writeSelection(b)),
}).withDefault(EMPTY_SELECTION);

const readBreakdown = (text: string) => {
  const asked = splitList(text);
  return VIEW_DIMENSIONS.filter((name) => asked.includes(name))
    .sort((a, b) => asked.indexOf(a) - asked.indexOf(b))
    .slice(0, MAX_BREAKDOWNS);
};
const breakdown = createParser({ parse: readBreakdown, serialize: joinList, eq: sameList });

const flag = createParser({
  parse: (text) => (text === "1" || text === "0" ? text === "1" : null),
  serialize: (value: boolean) => (value ? "1" : "0"),
});

const SORT = /^-?(name|total|previous|change|\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}([+-]\d{2}:\d{2}|Z))?)$/;

/** The whole view in the query string: one table for the server, the hooks and the links. */
export const viewParsers = {
  range: parseAsStringLiteral(PRESETS).withDefault(DEFAULT_PRESET),
  start: textThat(isDay),
  end: textThat(isDay),
  tz: textThat(isTimeZone),
  interval: parseAsStringLiteral(VIEW_INTERVALS),
  compare: parseAsStringLiteral(VIEW_COMPARISONS).withDefault("none"),
  breakdown: breakdown.withDefault([]),
  type: selection,
  team: selection,
  provider: selection,
  file_type: selection,
  chart: parseAsStringLiteral(CHART_KINDS).withDefault("line"),
  stack: flag.withDefault(true),
  cumulative: flag.withDefault(false),
  values: flag.withDefault(false),
  scale: parseAsStringLiteral(VIEW_SCALES).withDefault("zero"),
  hidden: list.withDefault([]),
  sort: textThat((text) => SORT.test(text)).withDefault("-total"),
};

export const loadView = createLoader(viewParsers);
export const viewLink = createSerializer(viewParsers);

/** What a page shows where its address says nothing. */
export type ViewDefaults = { range: Preset; chart: ChartKind };

/** The parameters of a page with its own defaults. */
export function parsersFor(defaults?: ViewDefaults): typeof viewParsers {
  if (!defaults) return viewParsers;
  const { range, chart } = viewParsers;
  return {
    ...viewParsers,
    range: range.withDefault(defaults.range),
    chart: chart.withDefault(defaults.chart),
  };
}

/** Reads the address of a page with its own defaults. */
export const loadViewFor = (defaults?: ViewDefaults) => createLoader(parsersFor(defaults));
/** Writes an address without what is the page's default anyway. */
export const viewLinkFor = (defaults?: ViewDefaults) => createSerializer(parsersFor(defaults));

type ViewParameter = keyof typeof viewParsers;
const isParameter = (name: string): name is ViewParameter => Object.hasOwn(viewParsers, name);

/** How many parts of a link say nothing to this page: unknown names, and values that cannot be. */
export function countUnreadable(search: URLSearchParams, today: string): number {
  const names = [...new Set(search.keys())];
  const unreadable = names.map((name) =>
    isParameter(name) ? unreadableParts(name, search.get(name) ?? "") : 1,
  );
  return unreadable.reduce<number>((sum, count) => sum + count, hasBrokenRange(search, today) ? 1 : 0);
}

function unreadableParts(name: ViewParameter, text: string): number {
  if (name === "breakdown") return splitList(text).length - readBreakdown(text).length;
  return viewParsers[name].parse(text) === null ? 1 : 0;
}

/** Two readable days that make no range, or one without the other. */
function hasBrokenRange(search: URLSearchParams, today: string): boolean {
  const [start, end] = [search.get("start"), search.get("end")];
  if (start === null && end === null) return false;
  const readable = [start, end].every((day) => day === null || isDay(day));
  return readable && dayRange(start, end, today) === null;
}
