import { ratioOf, type Spread, spreadOf } from "./measure";

/** What a row has to reach; `share` of the limit's rate, `times` of its time, or milliseconds of its own. */
export type Goal = { share: number } | { times: number } | { ms: number } | null;
export type Row = {
  operation: string;
  /** Milliseconds per run. */
  ours: Spread;
  limit: { name: string; ms: Spread } | null;
  /** Our rate as a share of the limit's, round by round; above 1 is faster. */
  ratio: number | null;
  /** Events or rows of one run, where a rate says more than a time. */
  items: number | null;
  goal: string;
  met: boolean | null;
};
type Measured = {
  operation: string;
  ours: readonly number[] | undefined;
  limit?: { name: string; times: readonly number[] | undefined };
  items?: number;
  goal?: Goal;
};

export function toRow({ operation, ours = [], limit, items, goal = null }: Measured): Row {
  const spread = spreadOf(ours);
  const ratio = limit?.times ? ratioOf(limit.times, ours) : null;
  return {
    operation,
    ours: spread,
    limit: limit?.times ? { name: limit.name, ms: spreadOf(limit.times) } : null,
    ratio,
    items: items ?? null,
    goal: goalText(goal),
    met: isMet(goal, spread, ratio),
  };
}

function goalText(goal: Goal): string {
  if (!goal) return "";
  if ("share" in goal) return `≥ ${goal.share} of the limit`;
  return "times" in goal ? `≤ ${goal.times}x the limit` : `≤ ${goal.ms} ms`;
}

function isMet(goal: Goal, { median }: Spread, ratio: number | null): boolean | null {
  if (!goal) return null;
  if ("ms" in goal) return median <= goal.ms;
  if (ratio === null) return null;
  return "share" in goal ? ratio >= goal.share : ratio >= 1 / goal.times;
}

const HEADER = ["operation", "ours: median (min–max)", "limit or peer", "ratio", "goal", "met"];

/** The rows as a table for a terminal; with the rows of an earlier run, each time as a multiple of theirs. */
export function toTable(rows: readonly Row[], earlier: readonly Row[] = []): string {
  const before = new Map(earlier.map((row) => [row.operation, row.ours.median]));
  const header = earlier.length > 0 ? [...HEADER, "x earlier"] : HEADER;
  const lines = rows.map((row) => {
    const cells = toCells(row);
    const past = before.get(row.operation);
    return earlier.length > 0 ? [...cells, past ? (row.ours.median / past).toFixed(2) : ""] : cells;
  });
  const widths = header.map((name, at) =>
    Math.max(name.length, ...lines.map((cells) => cells[at]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd();
  return [line(header), line(widths.map((width) => "-".repeat(width))), ...lines.map(line)].join("\n");
}

function toCells({ operation, ours, limit, ratio, items, goal, met }: Row): string[] {
  const verdict = met === null ? "" : met ? "met" : "NOT MET";
  const peer = limit ? `${limit.name}: ${figure(limit.ms, items)}` : "";
  return [operation, figure(ours, items), peer, ratio === null ? "" : ratio.toFixed(2), goal, verdict];
}

function figure({ median, min, max }: Spread, items: number | null): string {
  if (items === null) return `${short(median)} ms (${short(min)}–${short(max)})`;
  const rate = (ms: number) => Math.round((items / ms) * 1000).toLocaleString("en-US");
  return `${rate(median)}/s (${rate(max)}–${rate(min)})`;
}

const short = (ms: number) => (ms < 10 ? ms.toFixed(1) : Math.round(ms).toLocaleString("en-US"));
