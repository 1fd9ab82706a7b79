import { type Line, withoutReturn } from "./lines";
import { MAX_RECORD_BYTES } from "./source-record";

const QUOTE_NOT_CLOSED = "a quote is opened and never closed";

/** Whether a quoted field is still open at the end of a line. A quote opens only at the start of a field. */
export function isQuoteOpen(text: string, open: boolean): boolean {
  let inside = open;
  let fieldStart = !open;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (inside) {
      if (character !== '"') continue;
      if (text[at + 1] === '"') at++;
      else inside = false;
    } else if (character === '"' && fieldStart) inside = true;
    fieldStart = !inside && character === ",";
  }
  return inside;
}

/** The lines of a row whose quote is still open, kept so that reading can resume after the first of them. */
type OpenRow = { lines: Extract<Line, { text: string }>[]; length: number };

/**
 * Joins the lines of a quoted field into one row. A quote that is not closed within the limit, before a line that
 * cannot be read, or before the end costs its own line only: reading resumes on the next one.
 */
export async function* joinQuotedLines(
  lines: AsyncIterable<Line>,
  limit = MAX_RECORD_BYTES,
): AsyncGenerator<Line> {
  let row: OpenRow = { lines: [], length: 0 };
  const take = (line: Line): Line[] => {
    if ("error" in line) return [...drain(), line];
    const open = row.lines.length > 0;
    if (!open && !line.text.includes('"')) return withoutReturn(line.text) === "" ? [] : [line];
    row.lines.push(line);
    row.length += line.text.length + 1;
    if (isQuoteOpen(line.text, open)) return row.length > limit ? giveUp() : [];
    const [first] = row.lines;
    const text = row.lines.map((part) => part.text).join("\n");
    row = { lines: [], length: 0 };
    return first ? [{ line: first.line, text }] : [];
  };
  const giveUp = (): Line[] => {
    const [first, ...rest] = row.lines;
    row = { lines: [], length: 0 };
    if (!first) return [];
    return [{ line: first.line, error: QUOTE_NOT_CLOSED }, ...rest.flatMap(take)];
  };
  const drain = (): Line[] => (row.lines.length > 0 ? [...giveUp(), ...drain()] : []);
  for await (const line of lines) yield* take(line);
  yield* drain();
}
