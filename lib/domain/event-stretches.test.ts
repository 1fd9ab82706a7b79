import { expect, it } from "vitest";
import { growingStretches } from "./event-stretches";

const at = (day: string) => new Date(`${day}T00:00:00Z`);
const days = (spans: { start: Date; end: Date }[]) =>
  spans.map(({ start, end }) => [start, end].map((one) => one.toISOString().slice(0, 10)).join(" "));
const year = { start: at("2025-01-01"), end: at("2026-01-01") };

it("a falling list looks at the last day first, then further back, and at everything in the end", () => {
  expect(days(growingStretches(year, at("2025-12-31"), "desc"))).toEqual([
    "2025-12-30 2026-01-01",
    "2025-12-23 2026-01-01",
    "2025-10-28 2026-01-01",
    "2025-01-01 2026-01-01",
  ]);
});

it("a rising list looks ahead from where it begins", () => {
  expect(days(growingStretches(year, at("2025-02-01"), "asc"))).toEqual([
    "2025-01-01 2025-02-02",
    "2025-01-01 2025-02-09",
    "2025-01-01 2025-04-06",
    "2025-01-01 2026-01-01",
  ]);
});

it("a time shorter than a day is looked at once", () => {
  const hour = { start: at("2025-01-01"), end: new Date("2025-01-01T01:00:00Z") };
  expect(growingStretches(hour, hour.end, "desc")).toEqual([hour]);
});
