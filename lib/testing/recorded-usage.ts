import { fileURLToPath } from "node:url";
import { mapDataSet } from "@/db/seed/data-set";
import { DATA_SETS } from "@/db/seed/data-sets";
import { isRecord } from "@/lib/domain/files/ndjson";
import { readRecords } from "@/lib/domain/files/read-records";
import { openFile } from "@/lib/services/imports/open-file";

/** The instants of the events of one recorded file, unmoved, in order. */
export async function recordedTimes(file: string): Promise<number[]> {
  const dataSet = DATA_SETS.find((one) => one.file === file);
  if (!dataSet) throw new Error(`There is no data set ${file}.`);
  const { chunks } = await openFile(fileURLToPath(new URL(`../../db/sample/${file}`, import.meta.url)));
  const toEvents = mapDataSet(dataSet, 0);
  const times: number[] = [];
  for await (const row of readRecords(dataSet.format, chunks)) {
    const mapped = "error" in row ? row : toEvents(row.record, row.line);
    if (!("events" in mapped)) continue;
    for (const event of mapped.events) if (isRecord(event)) times.push(Date.parse(String(event.time)));
  }
  return times.sort((a, b) => a - b);
}

/** How many of some instants lie in each bucket of a length, from the first one's bucket to the last one's. */
export function countsPer(lengthMs: number, times: readonly number[]): { start: number; amount: number }[] {
  const [first = 0, last = 0] = [times[0], times.at(-1)].map((at = 0) => Math.floor(at / lengthMs));
  const counts = new Map<number, number>();
  for (const at of times)
    counts.set(Math.floor(at / lengthMs), (counts.get(Math.floor(at / lengthMs)) ?? 0) + 1);
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    start: (first + index) * lengthMs,
    amount: counts.get(first + index) ?? 0,
  }));
}
