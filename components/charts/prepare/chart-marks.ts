import { bucketCentre, type PlotBox } from "./plot-geometry";
import type { ChartKind, ChartValues } from "./types";
import { shareOf, type ValueAxis, valueAxis } from "./value-axis";

/** Where something begins: the bucket that it begins in, and what it is. */
export interface ChartMoment {
  index: number;
  label: string;
}

/** A height that is not to be passed; a faint one is only on the way there. */
export interface ChartLimit {
  value: number;
  label: string;
  faint?: boolean;
}

/** Something that happened in a bucket: a flag on the time axis, which opens to its words. */
export interface ChartFlag {
  index: number;
  tone: "warning" | "critical" | "exceeded";
  label: string;
  text: string;
  /** Where to read on. */
  href?: string;
}

/** A dashed line over the picture with an axis of its own at the right. */
export interface SecondLine {
  label: string;
  values: readonly (number | null)[];
  exact: readonly (string | null)[];
  /** The same line of the earlier range. */
  before?: ChartValues | null;
}

/** What lies over a picture without being one of its series. Limits are heights of the second line, if there is one. */
export interface ChartMarks {
  moments: readonly ChartMoment[];
  limits: readonly ChartLimit[];
  line: SecondLine | null;
  flags?: readonly ChartFlag[];
}

const highestOf = (values: readonly (number | null)[]) =>
  values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0);

/** A limit further away than this many times the highest value would press the picture flat. */
const FAR = 3;

/** The limits that a picture with this highest value has room for. */
export function limitsWithin(limits: readonly ChartLimit[], highest: number): ChartLimit[] {
  return limits.filter(({ value }) => value <= highest * FAR);
}

/** The axis at the right: of the second line, and of the limits that are near enough. */
export function secondAxis({ line, limits }: ChartMarks): ValueAxis | null {
  if (!line) return null;
  const values = [...line.values, ...(line.before?.values.slice(0, line.values.length) ?? [])];
  const highest = highestOf(values);
  const lowest = values.reduce<number>((least, value) => Math.min(least, value ?? 0), 0);
  const near = limitsWithin(limits, highest).map(({ value }) => value);
  return valueAxis(lowest, Math.max(highest, ...near));
}

/** Pixels from the top for a value of an axis. */
export function heightOf(value: number, axis: ValueAxis, box: PlotBox): number {
  const inner = box.height - box.top - box.bottom;
  return box.top + (1 - shareOf(value, axis)) * inner;
}

/** Where a bucket begins, in pixels from the left: its band's edge for bars, its point for lines. */
export function bucketStart(index: number, count: number, kind: ChartKind, box: PlotBox): number {
  const centre = bucketCentre(index, count, kind, box);
  return kind === "bar" ? centre - (box.width - box.left - box.right) / count / 2 : centre;
}

/** The path of the second line; a gap is left where nothing is known. */
export function linePath(
  values: readonly (number | null)[],
  axis: ValueAxis,
  kind: ChartKind,
  box: PlotBox,
): string {
  let command = "M";
  const steps: string[] = [];
  for (const [index, value] of values.entries()) {
    if (value === null) {
      command = "M";
      continue;
    }
    const x = bucketCentre(index, values.length, kind, box).toFixed(1);
    steps.push(`${command}${x} ${heightOf(value, axis, box).toFixed(1)}`);
    command = "L";
  }
  return steps.join("");
}

const LABEL_WIDTH = 130;

/** Moments with their places; one without room for its words has none, as on phones, where the axis stands inside. */
export function placedMoments(
  moments: readonly ChartMoment[],
  count: number,
  kind: ChartKind,
  box: PlotBox,
): { x: number; label: string | null }[] {
  let free = 0;
  return moments.map(({ index, label }) => {
    const x = bucketStart(index, count, kind, box);
    const fits = box.left > 0 && x >= free && x + LABEL_WIDTH <= box.width - box.right;
    if (fits) free = x + LABEL_WIDTH;
    return { x, label: fits ? label : null };
  });
}

/** How wide a flag is to press. */
export const FLAG_SIZE = 24;

/** Flags with their places, those that would lie on each other together; in the order of time. */
export function placedFlags(
  flags: readonly ChartFlag[],
  count: number,
  kind: ChartKind,
  box: PlotBox,
): { x: number; flags: ChartFlag[] }[] {
  const groups: { x: number; flags: ChartFlag[] }[] = [];
  for (const flag of [...flags].sort((a, b) => a.index - b.index)) {
    const x = bucketCentre(flag.index, count, kind, box);
    const last = groups.at(-1);
    if (last && x - last.x < FLAG_SIZE) last.flags.push(flag);
    else groups.push({ x, flags: [flag] });
  }
  return groups;
}
