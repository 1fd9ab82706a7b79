import { CsvError, type Options, parse } from "csv-parse/sync";
import { joinQuotedLines } from "./csv-rows";
import { type Line, readLines, withoutReturn } from "./lines";
import { type Chunks, type ReadRecord, UnreadableFile } from "./source-record";

/** Rows parsed by one call: the parser costs more to begin than a row to parse. */
const BATCH = 500;
const OPTIONS: Options = {
  relax_column_count: true,
  record_delimiter: ["\r\n", "\n"],
  skip_empty_lines: true,
};

type Row = Extract<Line, { text: string }>;

/** Reads RFC 4180 CSV with a header line: each row as an object of text, with the line it begins on. */
export async function* readCsv(chunks: Chunks): AsyncGenerator<ReadRecord> {
  let header: readonly string[] | undefined;
  let rows: Row[] = [];
  for await (const row of joinQuotedLines(readLines(chunks))) {
    if (!header) {
      header = parseHeader(row);
      continue;
    }
    if ("text" in row) rows.push(row);
    if ("error" in row || rows.length === BATCH) {
      yield* parseRows(rows, header);
      rows = [];
    }
    if ("error" in row) yield row;
  }
  if (!header) throw new UnreadableFile("The file is empty: a CSV begins with a line of column names.");
  yield* parseRows(rows, header);
}

function parseHeader(row: Line): readonly string[] {
  if ("error" in row) throw new UnreadableFile(`The line of column names ${row.error}.`);
  const fields = parseText(row.text);
  const [names] = Array.isArray(fields) ? fields : [];
  if (!names) throw new UnreadableFile("The line of column names is not CSV.");
  const columns = names.map((name) => name.trim());
  const twice = columns.find((name, at) => name !== "" && columns.indexOf(name) !== at);
  if (twice) throw new UnreadableFile(`The column "${twice}" occurs twice in the line of column names.`);
  return columns;
}

function parseRows(rows: readonly Row[], header: readonly string[]): ReadRecord[] {
  // Without a quote every comma parts two fields, which needs no parser.
  if (!rows.some((row) => row.text.includes('"')))
    return rows.map((row) => toRecord(row.line, withoutReturn(row.text).split(","), header));
  const fields = parseText(rows.map((row) => row.text).join("\n"));
  // A batch with one broken row is parsed row by row, so that the others keep their place.
  if (!Array.isArray(fields) || fields.length !== rows.length)
    return rows.map((row) => parseRow(row, header));
  return rows.map((row, at) => toRecord(row.line, fields[at] ?? [], header));
}

function parseRow(row: Row, header: readonly string[]): ReadRecord {
  const fields = parseText(row.text);
  if (!Array.isArray(fields)) return { line: row.line, error: fields };
  return toRecord(row.line, fields[0] ?? [], header);
}

function toRecord(line: number, fields: readonly string[], header: readonly string[]): ReadRecord {
  if (fields.length !== header.length) {
    return { line, error: `has ${fields.length} columns where the header has ${header.length}` };
  }
  return { line, record: Object.fromEntries(header.map((name, at) => [name, fields[at] ?? ""])) };
}

/** The fields of each row, or why the text is not CSV. */
function parseText(text: string): string[][] | string {
  try {
    // Without its line end, the last row would keep the carriage return.
    return parse(`${text}\n`, OPTIONS);
  } catch (error) {
    if (error instanceof CsvError) return reasonOf(error);
    throw error;
  }
}

/** The parser counts lines within a batch: its own sentence would name the wrong one. */
function reasonOf(error: CsvError): string {
  if (error.code === "INVALID_OPENING_QUOTE")
    return "a quote stands inside a field that does not begin with one";
  if (
    error.code === "CSV_INVALID_CLOSING_QUOTE" ||
    error.code === "CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE"
  )
    return "text follows a closing quote";
  return "is not CSV";
}
