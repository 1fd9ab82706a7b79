import { expect, it } from "vitest";
import { BUILT_IN_METERS, type Meter } from "@/lib/domain/meters";
import { openingCells, UnusableRow } from "@/lib/domain/opening/opening-cells";
import type { OpeningRow } from "@/lib/domain/opening/opening-fields";
import { openingInstant } from "@/lib/domain/opening/opening-instant";

const own = (key: string, aggregation: Meter["aggregation"]): Meter => ({
  ...{ key, aggregation, displayName: key, unit: "unit", eventType: key, valueProperty: "$.v" },
  ...{ groupBy: {}, description: null, builtIn: false },
});
const METERS = [...BUILT_IN_METERS, own("signups", "count"), own("visitors", "unique_count")];

const cells = (row: OpeningRow) =>
  openingCells(row, METERS).map((one) => [
    one.fact,
    Number(one.eventCount),
    one.quantity,
    Number(one.quantityCount),
  ]);

it.each<[string, OpeningRow, unknown[]]>([
  [
    "uploads with their outcomes, the bytes with the successful ones",
    { total_uploads: "15", total_file_size: "900", successful_requests: "14", failed_requests: "1" },
    [
      ["upload:success", 14, "900", 14],
      ["upload:failure", 1, "0", 1],
    ],
  ],
  [
    "uploads without outcomes as successful ones, and no sizes where none are told",
    { total_uploads: "3" },
    [
      ["upload:success", 3, "0", 0],
      ["upload:failure", 0, "0", 0],
    ],
  ],
  [
    "bytes of failed uploads apart where they are told",
    { total_uploads: "3", failed_uploads: "1", total_file_size: "30", failed_file_size: "5" },
    [
      ["upload:success", 2, "25", 2],
      ["upload:failure", 1, "5", 1],
    ],
  ],
  [
    "uploads that all failed with their bytes",
    { total_uploads: "2", failed_requests: "2", total_file_size: "7" },
    [
      ["upload:success", 0, "0", 0],
      ["upload:failure", 2, "7", 2],
    ],
  ],
  [
    "requests of which some have no outcome",
    { total_requests: "10", successful_requests: "7", failed_requests: "2", total_bytes: "50" },
    [
      ["request:success", 7, "50", 7],
      ["request:failure", 2, "0", 0],
      ["request:unknown", 1, "0", 0],
    ],
  ],
  [
    "the rest of requests where one outcome is told",
    { total_requests: "10", failed_requests: "4" },
    [
      ["request:success", 6, "0", 0],
      ["request:failure", 4, "0", 0],
      ["request:unknown", 0, "0", 0],
    ],
  ],
  [
    "uploads and requests of one row, the outcomes being those of the requests",
    { total_uploads: "2", total_requests: "5", successful_requests: "4", failed_requests: "1" },
    [
      ["upload:success", 2, "0", 0],
      ["upload:failure", 0, "0", 0],
      ["request:success", 4, "0", 0],
      ["request:failure", 1, "0", 0],
      ["request:unknown", 0, "0", 0],
    ],
  ],
  ["a meter's sum as one event", { usage_type: "compute", quantity: "-2.50" }, [["compute", 1, "-2.5", 1]]],
  [
    "a meter's sum with its number of events",
    { usage_type: "compute", quantity: "2", event_count: "4" },
    [["compute", 4, "2", 4]],
  ],
  ["a count as so many events", { usage_type: "signups", quantity: "9" }, [["signups", 9, "0", 0]]],
  ["nothing in a row of zeros", { total_uploads: "0", total_requests: "0", total_file_size: "0" }, []],
])("reads %s", (_, row, expected) => {
  expect(cells(row)).toEqual(expected);
});

it.each<[OpeningRow, string, RegExp]>([
  [{ usage_type: "visitors", quantity: "3" }, "not_additive", /visitors is the unique_count of its events/],
  [{ usage_type: "nothing", quantity: "3" }, "no_meter", /there is no meter nothing/],
  [{ quantity: "3" }, "no_meter", /usage_type does not say of what/],
  [{ usage_type: "compute" }, "invalid_value", /quantity: is missing/],
  [{ usage_type: "signups", quantity: "1.5" }, "invalid_value", /whole number/],
  [{ usage_type: "compute", quantity: "1", total_uploads: "1" }, "invalid_value", /cannot be both/],
  [{ usage_type: "compute", quantity: "1", event_count: "0" }, "invalid_value", /event_count/],
  [{ total_uploads: "3", successful_requests: "1", failed_requests: "1" }, "invalid_value", /sum of/],
  [{ total_uploads: "3", failed_requests: "4" }, "invalid_value", /sum of/],
  [{ total_uploads: "3", total_file_size: "5", failed_file_size: "1" }, "invalid_value", /failed_file_size/],
  [{ total_file_size: "5" }, "invalid_value", /total_file_size: has a value without total_uploads/],
  [{ total_requests: "3", failed_requests: "4" }, "invalid_value", /total_requests: is less/],
  [{ total_requests: "-1" }, "invalid_value", /total_requests/],
])("refuses %j", (row, code, sentence) => {
  expect(() => openingCells(row, METERS)).toThrow(sentence);
  try {
    openingCells(row, METERS);
  } catch (error) {
    expect(error).toBeInstanceOf(UnusableRow);
    expect(error).toMatchObject({ code });
  }
});

it.each([
  // Noon of standard and of summer time, of a zone with three quarters of an hour, and of a day that Apia skipped.
  ["2026-01-05", "Europe/Berlin", "2026-01-05T11:00:00.000Z"],
  ["2026-07-05", "Europe/Berlin", "2026-07-05T10:00:00.000Z"],
  ["2026-07-05", "Asia/Kathmandu", "2026-07-05T06:15:00.000Z"],
  ["2026-03-29", "Europe/Berlin", "2026-03-29T10:00:00.000Z"],
  ["2011-12-30", "Pacific/Apia", undefined],
])("sets %s in %s at its noon", (date, zone, expected) => {
  expect(openingInstant(date, zone)?.toISOString()).toBe(expected);
});
