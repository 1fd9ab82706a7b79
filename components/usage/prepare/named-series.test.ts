import { expect, it } from "vitest";
import { makeResult } from "@/components/usage/series-fixture";
import { namedSeries } from "./named-series";

const meters = new Map([
  ["api", "API requests"],
  ["storage", "Storage written"],
]);
const labels = (...given: Parameters<typeof namedSeries>) => namedSeries(...given).map((one) => one.label);

it("names a meter alone by its display name", () => {
  expect(labels([makeResult(["api"], "API requests", ["1"])], [], meters)).toEqual(["API requests"]);
});

it("leaves the meter out where there is only one", () => {
  const results = [
    makeResult(["api", "aws"], "aws", ["2"]),
    makeResult({ other: "api" }, "Other (135)", ["1"]),
  ];
  expect(labels(results, ["provider"], meters)).toEqual(["aws", "Other"]);
});

it("names the meter last where there are several, or where the reader put it", () => {
  const results = [
    makeResult(["api", "aws"], "aws::API requests", ["2"]),
    makeResult(["storage", null], "(none)::Storage written", ["1"]),
    makeResult({ other: "api" }, "Other (135)::API requests", ["1"]),
  ];
  expect(labels(results, ["provider"], meters)).toEqual([
    "aws · API requests",
    "No provider · Storage written",
    "Other · API requests",
  ]);
  expect(labels(results, ["type", "provider"], meters)[0]).toBe("API requests · aws");
});

it("names teams with their ids, file types for people, and what has neither", () => {
  const results = [
    makeResult(["api", "web", "text/markdown"], "Website (web)::text/markdown", ["1"]),
    makeResult(["api", "docs", null], "docs (docs)::(none)", ["1"]),
  ];
  expect(labels(results, ["team", "file_type"], meters)).toEqual([
    "Website (web) · Markdown",
    "docs · No file type",
  ]);
});

it("knows what series of different meters have in common", () => {
  const results = [
    makeResult(["api", "aws"], "aws::API requests", ["2"]),
    makeResult(["storage", "aws"], "aws::Storage written", ["1"]),
    makeResult({ other: "storage" }, "Other (135)::Storage written", ["1"]),
  ];
  const parts = namedSeries(results, ["provider"], meters).map((one) => one.part);
  expect(parts).toEqual([
    { key: '["aws"]', label: "aws" },
    { key: '["aws"]', label: "aws" },
    { key: "other", label: "Other" },
  ]);
});

it("leaves compared periods to the chart", () => {
  const previous = { ...makeResult(["api"], "API requests", ["1"]), compare_label: "previous" as const };
  expect(namedSeries([previous], [], meters)).toEqual([]);
});
