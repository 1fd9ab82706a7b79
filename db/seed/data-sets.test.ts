import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import Big from "big.js";
import { expect, it } from "vitest";
import { isRecord } from "@/lib/domain/files/ndjson";
import { readRecords } from "@/lib/domain/files/read-records";
import { openFile } from "@/lib/services/imports/open-file";
import { cloudMeterKey } from "./cloud-bills";
import { type DataSet, mapDataSet } from "./data-set";
import { DATA_SETS } from "./data-sets";

const sample = (file: string) => fileURLToPath(new URL(`../sample/${file}`, import.meta.url));

type Event = { id: string; time: string; data: Record<string, unknown> };
type Reading = { read: number; skipped: number; errors: { line: number; error: string }[]; events: Event[] };

async function readDataSet(file: string): Promise<Reading> {
  const dataSet = DATA_SETS.find((one) => one.file === file);
  if (!dataSet) throw new Error(`There is no data set ${file}.`);
  const reading: Reading = { read: 0, skipped: 0, errors: [], events: [] };
  const { chunks } = await openFile(sample(file));
  for await (const row of readRecords(dataSet.format, chunks)) {
    reading.read += 1;
    const mapped = "error" in row ? row : mapDataSet(dataSet, 0)(row.record, row.line);
    if ("error" in mapped) reading.errors.push({ line: row.line, error: mapped.error });
    else if ("skip" in mapped) reading.skipped += 1;
    else reading.events.push(...mapped.events.map(asEvent));
  }
  return reading;
}

function asEvent(event: unknown): Event {
  if (!isRecord(event) || !isRecord(event.data)) throw new Error("A mapping made no event.");
  return { id: String(event.id), time: String(event.time), data: { ...event.data } };
}

const sum = (events: readonly Event[], field: string) =>
  events.reduce((total, { data }) => total.plus(String(data[field] ?? 0)), new Big(0)).toFixed();
const byType = (events: readonly Event[], type: string) =>
  events.filter(({ data }) => data.usage_type === type);

it("ships every file unchanged", () => {
  const listed = readFileSync(sample("README.md"), "utf8").matchAll(/^([0-9a-f]{64}) {2}(\S+)$/gm);
  const sums = new Map([...listed].map(([, sum, file]) => [file, sum]));
  expect([...sums.keys()].sort()).toEqual(DATA_SETS.map(({ file }) => file).sort());
  for (const [file, sum] of sums) {
    expect(
      createHash("sha256")
        .update(readFileSync(sample(file ?? "")))
        .digest("hex"),
      file,
    ).toBe(sum);
  }
});

it.each(DATA_SETS)(
  "$file: knows the newest time, and every event has an id of its own",
  async (dataSet: DataSet) => {
    const { events } = await readDataSet(dataSet.file);
    const newest = events.reduce(
      (latest, { time }) => (Date.parse(time) > Date.parse(latest) ? time : latest),
      "1970-01-01",
    );
    expect(newest).toBe(dataSet.newest);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  },
);

it("takes written files as uploads and skips deletions", async () => {
  const { read, skipped, errors, events } = await readDataSet("electronjs-file-writes.csv.gz");
  expect([read, skipped, errors.length, events.length]).toEqual([36_317, 6_431, 0, 29_886]);
  expect(events.filter(({ data }) => data.file_size === undefined)).toHaveLength(6);
  expect(sum(events, "file_size")).toBe("2707980948");
  const pages = events.filter(({ data }) => data.file_type === "text/markdown");
  expect([pages.length, sum(pages, "file_size")]).toEqual([12_711, "79382024"]);
  expect(events.filter(({ data }) => data.file_type === undefined)).toHaveLength(1_631);
  expect(events[0]?.data).toEqual({
    provider: "github",
    file_type: "text/html",
    file_size: "0",
    upload_status: "success",
    file_name: "index.html",
  });
});

it("takes the access log as requests and rejects the line that is cut short", async () => {
  const { read, errors, events } = await readDataSet("apache_logs.gz");
  expect([read, events.length]).toEqual([10_000, 9_999]);
  expect(errors).toEqual([{ line: 8_899, error: "is not a line of the common or combined log format" }]);
  expect(sum(events, "bytes")).toBe("2747282505");
  expect(events.filter(({ data }) => data.bytes === undefined)).toHaveLength(669);
  const teams = new Map(events.map(({ data }) => [data.endpoint, data.team_id]));
  expect(teams.get("/?flav=rss20")).toBeUndefined();
  expect(teams.get("/presentations/logstash-monitorama-2013/images/kibana-search.png")).toBe("presentations");
});

it("takes bucket requests by the name of their operation", async () => {
  const { read, errors, events } = await readDataSet("AWS_S3_HoneyBucketLogs.csv.gz");
  expect([read, errors.length, events.length]).toEqual([301, 0, 301]);
  expect(events.filter(({ data }) => data.endpoint === "HeadBucket")).toHaveLength(159);
});

it("makes two events of every call of the language model", async () => {
  const { read, events } = await readDataSet("AzureLLMInferenceTrace_code.csv.gz");
  expect([read, events.length]).toEqual([8_819, 17_638]);
  expect(
    sum(
      events.filter(({ data }) => data.direction === "input"),
      "quantity",
    ),
  ).toBe("18059974");
  expect(
    sum(
      events.filter(({ data }) => data.direction === "output"),
      "quantity",
    ),
  ).toBe("245896");
  expect(events[0]).toMatchObject({
    id: "AzureLLMInferenceTrace_code.csv#2:context",
    time: "2023-11-16T18:17:03.9799600Z",
  });
});

it("makes an invocation and its duration of every row of the function trace", async () => {
  const { read, events } = await readDataSet("Azure2021_200.csv");
  expect([read, events.length]).toEqual([199, 398]);
  expect(byType(events, "functions")).toHaveLength(199);
  expect(sum(byType(events, "compute"), "quantity")).toBe("10599.17");
});

it("gives every consumed unit of the bills a meter and rejects the row without a quantity", async () => {
  const { read, errors, events } = await readDataSet("focus_sample.csv.gz");
  expect([read, events.length]).toEqual([1_000, 999]);
  expect(errors).toEqual([{ line: 458, error: "has no consumed quantity" }]);
  expect(sum(events, "quantity")).toBe("13438.712904456820057");
  // 20.52022672899 over all rows; the rejected one is a credit of 2.6137.
  expect(sum(events, "billed_cost")).toBe("23.13392672899");
  const meters = DATA_SETS.flatMap((dataSet) => dataSet.meters ?? []).map(({ key }) => key);
  expect(meters).toHaveLength(32);
  expect([...new Set(events.map(({ data }) => data.usage_type))].sort()).toEqual(meters.sort());
  expect([cloudMeterKey("GB-Months"), cloudMeterKey("GiB/Second-Months")]).toEqual([
    "cloud_gb_months",
    "cloud_gib_second_months",
  ]);
});
