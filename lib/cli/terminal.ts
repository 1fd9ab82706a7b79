/** Where a command writes: answers to `print`, everything else to `note`. */
export type Terminal = {
  print: (text: string) => void;
  note: (text: string) => void;
  /** Whether a person watches `note`. */
  isWatched: boolean;
};

export const terminal: Terminal = {
  print: (text) => process.stdout.write(`${text}\n`),
  note: (text) => process.stderr.write(`${text}\n`),
  isWatched: process.stderr.isTTY === true,
};

/** Columns of equal width, the first `textColumns` to the left and the numbers after them to the right. */
export function table(rows: readonly (readonly string[])[], textColumns: number): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const cell = (text: string, at: number) =>
    at < textColumns ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0);
  return rows.map((row) => row.map(cell).join("  ").trimEnd()).join("\n");
}

const grouped = new Intl.NumberFormat("en");

export function count(value: number): string {
  return grouped.format(value);
}
