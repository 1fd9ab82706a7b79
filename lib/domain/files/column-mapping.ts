import { InvalidInput } from "@/lib/domain/invalid-input";
import { readColumn, toText } from "./columns";
import { readEventTime } from "./event-time";
import {
  columnsNamed,
  DATA_FIELDS,
  EVENT_TYPE_OF_KIND,
  type ImportKind,
  REQUIRED_FIELDS,
  VALUES_WITHOUT_COLUMN,
} from "./import-fields";
import { type FileEvent, lineId, type MappedRow, type RowMapping } from "./row";
import type { SourceRecord } from "./source-record";

/** What a user says about the columns of a file. Pairs hold names of fields as `fieldNamed` resolves them. */
export type ColumnSettings = {
  kind: ImportKind;
  /** The name of the file without `.gz`: part of the identity of rows that have no id. */
  fileName: string;
  source: string;
  /** Whether a column called `source` is the event's source: so in CloudEvents, rarely so in a table. */
  ownSource: boolean;
  columns: ReadonlyMap<string, string>;
  constants: ReadonlyMap<string, string>;
  skip: readonly { column: string; value: string }[];
  provider?: string | undefined;
  team?: string | undefined;
  timezone: string;
  shiftWeeks: number;
};

const NUMERIC = new Set(["file_size", "status_code", "response_time_ms", "bytes", "quantity"]);

/** Turns a row into one event of the kind by its columns' names, the named columns and the constants. */
export function mapColumns(settings: ColumnSettings): RowMapping {
  const fields: EventFields = {
    ...{ id: fieldOf("id", settings), source: fieldOf("source", settings) },
    ...{ subject: fieldOf("subject", settings), time: fieldOf("time", settings) },
    data: dataFieldsOf(settings).map((field) => fieldOf(field, settings)),
  };
  return (record, line) => {
    if (settings.skip.some(({ column, value }) => (toText(readColumn(record, column)) ?? "") === value)) {
      return { skip: true };
    }
    return toEvent(record, line, settings, fields);
  };
}

/** Where a field of the event comes from: the same for every row of a file. */
type Field = {
  name: string;
  isNumeric: boolean;
  constant: string | undefined;
  columns: readonly string[];
  /** What it is where no column has a value. */
  fallback: string | undefined;
  /** What it is where the row has none of `roots`, which are columns or what lies around them. */
  withoutColumn: string | undefined;
  roots: readonly string[];
};
type EventFields = Record<"id" | "source" | "subject" | "time", Field> & { data: readonly Field[] };

function fieldOf(field: string, settings: ColumnSettings): Field {
  const fallbacks: Record<string, string | undefined> = {
    provider: settings.provider,
    team_id: settings.team,
  };
  const columns = columnsOf(field, settings);
  return {
    name: field.replace(/^properties\./, ""),
    isNumeric: NUMERIC.has(field),
    constant: settings.constants.get(field),
    columns,
    fallback: fallbacks[field],
    withoutColumn: VALUES_WITHOUT_COLUMN.get(field),
    roots: columns.flatMap((column) => [column, column.split(".")[0] ?? ""]),
  };
}

function toEvent(
  record: SourceRecord,
  line: number,
  settings: ColumnSettings,
  fields: EventFields,
): MappedRow {
  const written = toText(readField(record, fields.time));
  if (written === undefined) return { error: "has no time" };
  const time = readEventTime(written, settings.timezone, settings.shiftWeeks);
  if (time === undefined) return { error: `has a time that cannot be read: ${written.slice(0, 80)}` };
  const subject = toText(readField(record, fields.subject));
  const data: [string, unknown][] = [];
  for (const field of fields.data) {
    const raw = readField(record, field);
    const value = field.isNumeric ? raw : (toText(raw) ?? raw);
    if (value !== undefined) data.push([field.name, value]);
  }
  const event: FileEvent = {
    specversion: "1.0",
    id: toText(readField(record, fields.id)) ?? lineId(settings.fileName, line),
    source: toText(readField(record, fields.source)) ?? settings.source,
    type: EVENT_TYPE_OF_KIND[settings.kind],
    time,
    data: Object.fromEntries(data),
  };
  if (subject !== undefined) event.subject = subject;
  return { events: [event] };
}

function readField(record: SourceRecord, field: Field): unknown {
  if (field.constant !== undefined) return field.constant;
  for (const column of field.columns) {
    const value = readColumn(record, column);
    if (value !== undefined) return value;
  }
  if (field.fallback !== undefined || field.withoutColumn === undefined) return field.fallback;
  for (const root of field.roots) if (Object.hasOwn(record, root)) return undefined;
  return field.withoutColumn;
}

/** `a.b` may be a column of that name, or a place inside of the column `a`. */
function hasColumn(present: readonly string[], column: string): boolean {
  return present.includes(column) || present.includes(column.split(".")[0] ?? "");
}

function columnsOf(field: string, settings: ColumnSettings): readonly string[] {
  const named = settings.columns.get(field);
  if (named !== undefined) return [named];
  return field === "source" && !settings.ownSource ? [] : columnsNamed(field);
}

function dataFieldsOf({ kind, columns, constants }: ColumnSettings): readonly string[] {
  const properties = [...columns.keys(), ...constants.keys()].filter((field) =>
    field.startsWith("properties."),
  );
  return [...DATA_FIELDS[kind], ...properties];
}

/** Refuses settings that cannot fit a file with these columns, before its first row is written. */
export function checkColumns(present: readonly string[], settings: ColumnSettings): void {
  const has = (column: string) => hasColumn(present, column);
  const list = present.join(", ");
  for (const column of [...settings.columns.values(), ...settings.skip.map((rule) => rule.column)]) {
    if (!has(column)) {
      throw new InvalidInput(
        "invalid_parameter",
        "map",
        `The file has no column "${column}". It has: ${list}.`,
      );
    }
  }
  for (const field of REQUIRED_FIELDS[settings.kind]) {
    if (settings.constants.has(field) || columnsOf(field, settings).some(has)) continue;
    throw new InvalidInput(
      "invalid_parameter",
      "map",
      `No column gives ${field}: name one with --map column=${field}, or give all rows the same with --set ${field}=value. The file has: ${list}.`,
    );
  }
}
