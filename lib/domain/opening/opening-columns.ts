import { addDays } from "@/lib/domain/calendar";
import { exactNumber } from "@/lib/domain/exact-number";
import { readColumn, toText } from "@/lib/domain/files/columns";
import type { ImportSettings, Pair } from "@/lib/domain/files/import-plan";
import type { SourceRecord } from "@/lib/domain/files/source-record";
import { InvalidInput } from "@/lib/domain/invalid-input";
import {
  OPENING_FIELDS,
  type OpeningField,
  type OpeningRow,
  openingColumnsNamed,
  openingFieldNamed,
} from "@/lib/domain/opening/opening-fields";

/** How the rows of one file of old sums are read. */
export type OpeningPlan = {
  map: (record: SourceRecord) => { row: OpeningRow } | { skip: true } | { error: string };
  /** Refuses a file whose columns cannot be enough, once they are known. */
  checkColumns: (columns: readonly string[]) => void;
};

/** Which column, or which constant, gives each field. */
type Sources = {
  columns: ReadonlyMap<OpeningField, string>;
  constants: ReadonlyMap<OpeningField, string>;
  defaults: OpeningRow;
};

/** Reads old sums by the columns' names, the named columns and the constants. Days are moved by whole weeks. */
export function planOpening(settings: ImportSettings): OpeningPlan {
  const columns = byField(settings.map.map(({ left, right }) => ({ left: right, right: left })));
  const constants = byField(settings.set);
  for (const field of constants.keys())
    if (columns.has(field)) throw refuse("set", `${field} is given twice: by --map and by --set.`);
  const defaults = { ...given("provider", settings.provider), ...given("team_id", settings.team) };
  const sources = { columns, constants, defaults };
  return {
    map: (record) => {
      if (settings.skip.some(({ left, right }) => (toText(readColumn(record, left)) ?? "") === right))
        return { skip: true };
      const read = readRow(record, sources);
      return "error" in read ? read : moveDay(read.row, settings.shiftWeeks);
    },
    checkColumns: (present) => {
      const named = [...columns.values(), ...settings.skip.map(({ left }) => left)];
      checkPresent(present, named, sources);
    },
  };
}

function readRow(record: SourceRecord, sources: Sources): { row: OpeningRow } | { error: string } {
  const row: OpeningRow = {};
  for (const field of OPENING_FIELDS) {
    const { constants, defaults } = sources;
    const found = constants.get(field) ?? firstValue(record, columnsOf(field, sources)) ?? defaults[field];
    const value = toFieldText(field, found);
    if (typeof value === "object") return { error: value.error };
    if (value !== undefined) row[field] = value;
  }
  return { row };
}

function checkPresent(present: readonly string[], named: readonly string[], sources: Sources): void {
  const list = present.join(", ");
  const missing = named.find((column) => !has(present, column));
  if (missing !== undefined) throw refuse("map", `The file has no column "${missing}". It has: ${list}.`);
  const gives = (field: OpeningField) =>
    sources.constants.has(field) || columnsOf(field, sources).some((column) => has(present, column));
  if (!gives("date"))
    throw refuse("map", `No column gives date: name one with --map column=date. The file has: ${list}.`);
  if (!gives("quantity") && !gives("total_uploads") && !gives("total_requests"))
    throw refuse("map", `No column gives total_uploads, total_requests or quantity. The file has: ${list}.`);
}

function columnsOf(field: OpeningField, { columns }: Sources): readonly string[] {
  const named = columns.get(field);
  return named === undefined ? openingColumnsNamed(field) : [named];
}

const given = (field: OpeningField, value: string | undefined): OpeningRow =>
  value === undefined ? {} : { [field]: value };

/** `a.b` may be a column of that name, or a place inside of the column `a`. */
const has = (present: readonly string[], column: string) =>
  present.includes(column) || present.includes(column.split(".")[0] ?? "");

function firstValue(record: SourceRecord, columns: readonly string[]): unknown {
  for (const column of columns) {
    const value = readColumn(record, column);
    if (value !== undefined) return value;
  }
  return undefined;
}

const TEXTS: readonly OpeningField[] = ["date", "provider", "team_id", "file_type", "usage_type"];

/** Numbers are exact from here on: a JSON number that has lost digits is refused. */
function toFieldText(field: OpeningField, value: unknown): string | undefined | { error: string } {
  if (value === undefined) return undefined;
  if (TEXTS.includes(field)) return toText(value) ?? { error: `${field}: must be text` };
  const exact = exactNumber(value);
  return "decimal" in exact ? exact.decimal : { error: `${field}: ${exact.detail}` };
}

// A day, or its midnight as databases write it.
const DAY = /^(\d{4}-\d{2}-\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?(?:Z|[+-]\d{2}(?::?\d{2})?)?)?$/;

function moveDay(row: OpeningRow, weeks: number): { row: OpeningRow } | { error: string } {
  if (row.date === undefined) return { error: "has no date" };
  const day = DAY.exec(row.date)?.[1];
  const time = Date.parse(`${day}T00:00:00Z`);
  if (day === undefined || Number.isNaN(time) || !new Date(time).toISOString().startsWith(day))
    return { error: `has a date that is no day such as 2026-11-01: ${row.date.slice(0, 80)}` };
  return { row: { ...row, date: addDays(day, 7 * weeks) } };
}

function byField(pairs: readonly Pair[]): ReadonlyMap<OpeningField, string> {
  const byName = new Map<OpeningField, string>();
  for (const { left, right } of pairs) {
    const field = openingFieldNamed(left);
    if (field === undefined)
      throw refuse(
        "map",
        `There is no field "${left}" in aggregates. There are: ${OPENING_FIELDS.join(", ")}.`,
      );
    if (byName.has(field)) throw refuse("map", `${field} is given twice.`);
    byName.set(field, right);
  }
  return byName;
}

function refuse(field: string, sentence: string): InvalidInput {
  return new InvalidInput("invalid_parameter", field, sentence);
}
