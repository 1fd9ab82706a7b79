import { readEventTime } from "@/lib/domain/files/event-time";
import type { ImportKind } from "@/lib/domain/files/import-fields";
import { type FileEvent, lineId, type MappedRow, type RowMapping } from "@/lib/domain/files/row";
import type { FileFormat } from "@/lib/domain/files/source-record";

/** A row's text columns; the formats of all sample files give text. */
export type Row = Readonly<Record<string, string>>;
/** An event without what the row's place in the file gives: its source, and its id unless the row has its own. */
export type RowEvent = Pick<FileEvent, "type" | "subject" | "data"> & {
  time: string;
  /** The row's own identity. */
  id?: string;
  /** Tells the events of one row apart. */
  part?: string;
};
export type SeedMeter = { key: string; displayName: string; unit: string };

/** One recorded file of the demo and how its rows become events. Nothing is added that is not said here. */
export type DataSet = {
  file: string;
  organization: "acme" | "globex";
  kind: ImportKind;
  format: FileFormat;
  /** The newest time in the file: moved by whole weeks, the recording ends less than a week before its first load. */
  newest: string;
  meters?: readonly SeedMeter[];
  toEvents: (row: Row) => readonly RowEvent[] | Exclude<MappedRow, { events: readonly unknown[] }>;
};

/** The name under which a data set's events are recorded. */
export function sourceOf({ file }: Pick<DataSet, "file">): string {
  return file.replace(/\.gz$/, "");
}

/** How rows of a data set become events, with their dates moved. Times without a zone are UTC. */
export function mapDataSet(dataSet: DataSet, shiftWeeks: number): RowMapping {
  const source = sourceOf(dataSet);
  return (record, line) => {
    const mapped = dataSet.toEvents(toRow(record));
    if ("skip" in mapped || "error" in mapped) return mapped;
    const events: FileEvent[] = [];
    for (const { part, ...event } of mapped) {
      const time = readEventTime(event.time, "UTC", shiftWeeks);
      if (time === undefined) return { error: `has a time that cannot be read: ${event.time}` };
      const id = event.id ?? (part === undefined ? lineId(source, line) : `${lineId(source, line)}:${part}`);
      events.push({ specversion: "1.0", ...event, id, source, time, data: withoutEmpty(event.data ?? {}) });
    }
    return { events };
  };
}

function toRow(record: Readonly<Record<string, unknown>>): Row {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, String(value ?? "")]));
}

function withoutEmpty(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== "" && value !== undefined));
}
