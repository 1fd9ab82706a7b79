const ROW_END = "\r\n";

/** A text cell: a formula is disarmed by a leading apostrophe, and what would break the row stands in quotes. */
export function textCell(text: string): string {
  const guarded = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** Rows of finished cells as RFC 4180, without a byte order mark. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => cells.join(",") + ROW_END).join("");
}
