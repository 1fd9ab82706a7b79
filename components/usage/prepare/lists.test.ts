import { expect, it } from "vitest";
import { makeEarlier, makeResult } from "@/components/usage/series-fixture";
import type { UsageGranular } from "@/lib/contracts/usage-granular";
import { bucketDays } from "./bucket-days";
import { ALL_METERS, chosenMeter } from "./chosen-meter";
import { fileTypeItems, providerItems } from "./granular-lists";
import { meterCards, meterNames } from "./meter-cards";
import { movedDates } from "./moved-dates";
import { readSort, writeSort } from "./table-sort";

const granular = {
  file_types: [
    { file_type: "text/markdown", total_uploads: 2, total_file_size: "10", percentage: "66.67" },
    { file_type: null, total_uploads: 1, total_file_size: "5", percentage: "33.33" },
  ],
  providers: [
    { provider: "github", total_uploads: 3, total_file_size: "15", total_requests: 0, percentage: "100.00" },
    { provider: "aws", total_uploads: 0, total_file_size: "0", total_requests: 1, percentage: "0.00" },
    { provider: null, total_uploads: 0, total_file_size: "0", total_requests: 2, percentage: "0.00" },
  ],
} as Pick<UsageGranular, "file_types" | "providers"> as UsageGranular;

it("names file types for people and keeps the server's shares", () => {
  expect(fileTypeItems(granular)).toMatchObject([
    { label: "Markdown", value: "2", share: "66.67", filter: "text/markdown" },
    { label: "No file type", value: "1", share: "33.33", filter: null },
  ]);
});

it("lists uploads and requests apart, since they have no sum", () => {
  expect(providerItems(granular, "total_uploads").map((item) => item.label)).toEqual(["github"]);
  expect(providerItems(granular, "total_requests")).toMatchObject([
    { label: "No provider", value: "2", share: "66.67", filter: null },
    { label: "aws", value: "1", share: "33.33", filter: "aws" },
  ]);
});

it("makes cards from the totals and draws them from the series, the busiest meter first", () => {
  const window = { window_start: "2026-11-20T00:00:00.000Z", window_end: "2026-11-23T00:00:00.000Z" };
  const totals = [
    { feature_key: "api", unit: "request", quantity: "3", ...window },
    { feature_key: "storage", unit: "byte", quantity: "254", ...window },
    { feature_key: "unknown", unit: "thing", quantity: "0", ...window },
  ];
  const results = [
    makeResult(["storage"], "Storage written", ["0", "0", "254"]),
    makeResult(["api"], "API requests", ["1", "1", "1"]),
  ];
  expect(meterCards(totals, results)).toEqual([
    { meter: "api", name: "API requests", unit: "request", total: "3", values: [1, 1, 1], change: null },
    {
      meter: "storage",
      name: "Storage written",
      unit: "byte",
      total: "254",
      values: [0, 0, 254],
      change: null,
    },
    { meter: "unknown", name: "unknown", unit: "thing", total: "0", values: [], change: null },
  ]);
  // 3 against 2 is half as much again.
  const before = makeEarlier(["api"], "API requests", ["0", "1", "1"]);
  expect(meterCards(totals, [...results, before])[0]?.change).toMatchObject({
    text: "+50.0\u00a0%",
    difference: "1",
  });
  expect(meterNames(results).get("storage")).toBe("Storage written");
});

it.each([
  [[], null],
  [[0], null],
  [[600], "Recorded data, dates moved: 1 file by 600 weeks"],
  [[600, 208, 0], "Recorded data, dates moved: 2 files by 208 to 600 weeks"],
])("says which dates were moved: %j", (weeks, words) => {
  const imports = weeks.map((shift_weeks) => ({
    file: "a",
    kind: "requests",
    shift_weeks,
    read: 1,
    accepted: 1,
    skipped: 0,
    rejected: 0,
    events: 1,
    finished_at: "2026-11-22T14:03:22.000Z",
  }));
  expect(movedDates({ imports })).toBe(words);
});

it("knows the one chosen meter, all of them, or another filter", () => {
  expect(chosenMeter({ include: ["api"], exclude: [] })).toBe("api");
  expect(chosenMeter({ include: [], exclude: [] })).toBe(ALL_METERS);
  expect(chosenMeter({ include: ["api", "storage"], exclude: [] })).toBeNull();
  expect(chosenMeter({ include: [], exclude: ["api"] })).toBeNull();
});

it("writes an order as it stands in the URL", () => {
  expect(readSort("-2026-11-20")).toEqual({ id: "2026-11-20", desc: true });
  expect(writeSort({ id: "name", desc: false })).toBe("name");
  expect(writeSort(readSort("-total"))).toBe("-total");
});

it("reads the days of a point in the zone of the view, a long day too", () => {
  // Berlin's 25 Oct 2026 lasts 25 hours: 22:00Z the day before to 23:00Z.
  const bucket = {
    date: "2026-10-25",
    start: "2026-10-24T22:00:00.000Z",
    end: "2026-10-25T23:00:00.000Z",
    partial: false,
  };
  expect(bucketDays(bucket, "Europe/Berlin")).toEqual({ start: "2026-10-25", end: "2026-10-25" });
});
