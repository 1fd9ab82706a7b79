import type { SourceRecord } from "./source-record";

/** An event in the shape of CloudEvents 1.0, as the write path takes it. */
export type FileEvent = {
  specversion: "1.0";
  id: string;
  source: string;
  type: string;
  subject?: string;
  time?: string;
  data?: Record<string, unknown>;
};

/** What one row of a file becomes: events, nothing on purpose, or a refusal with its reason. */
export type MappedRow = { events: readonly unknown[] } | { skip: true } | { error: string };
export type RowMapping = (record: SourceRecord, line: number) => MappedRow;

/** The identity of a row that carries none: the file's name and the line it begins on. */
export function lineId(fileName: string, line: number): string {
  return `${fileName}#${line}`;
}
