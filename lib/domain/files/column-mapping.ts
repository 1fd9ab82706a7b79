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
  const dataFields = dataFieldsOf(settings);
  return (record, line) => {
    if (settings.skip.some(({ column, value }) => (toText(readColumn(record, column)) ?? "") === value)) {
      return { skip: true };
    }
    return toEvent(record, line, settings, dataFields);
  };
}

function toEvent(
  record: SourceRecord,
  line: number,
  settings: ColumnSettings,
  dataFields: readonly string[],
): MappedRow {
  const read = (field: string) => readField(record, field, settings);
  const written = toText(read("time"));
  if (written === undefined) return { error: "has no time" };
  const time = readEventTime(written, settings.timezone, settings.shiftWeeks);
  if (time === undefined) return { error: `has a time that cannot be read: ${written.slice(0, 80)}` };
  const subject = toText(read("subject"));
  const data = dataFields.flatMap((field) => {
    const raw = read(field);
    const value = NUMERIC.has(field) ? raw : (toText(raw) ?? raw);
    return value === undefined ? [] : [[field.replace(/^properties\./, ""), value] as const];
  });
  const event: FileEvent = {
    specversion: "1.0",
    id: toText(read("id")) ?? lineId(settings.fileName, line),
    source: toText(read("source")) ?? settings.source,
    type: EVENT_TYPE_OF_KIND[settings.kind],
    ...(subject === undefined ? {} : { subject }),
    time,
    data: Object.fromEntries(data),
  };
  return { events: [event] };
}

function readField(record: SourceRecord, field: string, settings: ColumnSettings): unknown {
  const constant = settings.constants.get(field);
  if (constant !== undefined) return constant;
  for (const column of columnsOf(field, settings)) {
    const value = readColumn(record, column);
    if (value !== undefined) return value;
  }
  if (field === "provider") return settings.provider;
  if (field === "team_id") return settings.team;
  const value = VALUES_WITHOUT_COLUMN.get(field);
  if (value === undefined) return undefined;
  const present = Object.keys(record);
  return columnsOf(field, settings).some((column) => hasColumn(present, column)) ? undefined : value;
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
