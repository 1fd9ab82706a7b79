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

/** Names and values in two columns, the values to the right. */
export function twoColumns(rows: readonly (readonly [string, string])[]): string {
  const names = Math.max(...rows.map(([name]) => name.length));
  const values = Math.max(...rows.map(([, value]) => value.length));
  return rows.map(([name, value]) => `${name.padEnd(names)}  ${value.padStart(values)}`).join("\n");
}

const grouped = new Intl.NumberFormat("en");

export function count(value: number): string {
  return grouped.format(value);
}
