import { describe, expect, it } from "vitest";
import {
  formatBytes,
  formatBytesExact,
  formatCount,
  formatCountCompact,
  formatDuration,
  formatPercent,
  formatQuantity,
  formatQuantityValue,
  formatUnit,
  type Numeric,
} from "./format";

/** Values keep together by no-break spaces; the tables below write plain ones. */
const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("a count", () => {
  it.each<[Numeric, string, string]>([
    ["0", "0", "0"],
    [-0, "0", "0"],
    ["-0", "0", "0"],
    [null, "–", "–"],
    [undefined, "–", "–"],
    [Number.NaN, "–", "–"],
    ["abc", "–", "–"],
    ["1", "1", "1"],
    ["999", "999", "999"],
    ["999.95", "1K", "999.95"],
    ["1240", "1.2K", "1,240"],
    ["999950", "1M", "999,950"],
    ["1240331", "1.2M", "1,240,331"],
    ["1000000000", "1B", "1,000,000,000"],
    ["1000000000000000", "1000T", "1,000,000,000,000,000"],
    ["-1240", "-1.2K", "-1,240"],
    ["0.25", "0.25", "0.25"],
    // One more than a float can hold.
    ["9007199254740993", "9007.2T", "9,007,199,254,740,993"],
    ["0.1000000000000000055", "0.1", "0.1000000000000000055"],
  ])("of %s is %s at a glance and %s exactly", (value, compact, exact) => {
    expect(formatCountCompact(value)).toBe(compact);
    expect(formatCount(value)).toBe(exact);
  });
});

describe("bytes", () => {
  it.each<[Numeric, string, string]>([
    ["0", "0 B", "0 bytes"],
    ["-0", "0 B", "0 bytes"],
    [null, "–", "–"],
    ["1", "1 B", "1 byte"],
    ["999", "999 B", "999 bytes"],
    ["1000", "1 kB", "1 kB (1,000 bytes)"],
    // 999,950 B is 999.95 kB, which three digits round up to the next unit.
    ["999950", "1 MB", "1 MB (999,950 bytes)"],
    ["1238904112", "1.24 GB", "1.24 GB (1,238,904,112 bytes)"],
    ["1000000000", "1 GB", "1 GB (1,000,000,000 bytes)"],
    ["1000000000000000", "1 PB", "1 PB (1,000,000,000,000,000 bytes)"],
    ["-1500", "-1.5 kB", "-1.5 kB (-1,500 bytes)"],
    ["5000000000000000000000", "5,000 EB", "5,000 EB (5,000,000,000,000,000,000,000 bytes)"],
  ])("of %s are %s at a glance and %s exactly", (value, compact, exact) => {
    expect(plain(formatBytes(value))).toBe(compact);
    expect(plain(formatBytesExact(value))).toBe(exact);
  });
});

describe("a quantity", () => {
  it.each<[Numeric, string, string, string]>([
    ["1240331", "request", "1.2M requests", "1,240,331 requests"],
    ["1", "query", "1 query", "1 query"],
    ["2", "query", "2 queries", "2 queries"],
    ["12.5", "GB-hour", "12.5 GB-hours", "12.5 GB-hours"],
    ["12000", "second", "3.3 h", "12,000 seconds"],
    ["12000", "byte", "12 kB", "12 kB (12,000 bytes)"],
    ["12000", "km", "12K km", "12,000 km"],
    [null, "token", "–", "–"],
  ])("of %s %s is %s at a glance and %s exactly", (value, unit, compact, exact) => {
    expect(plain(formatQuantity(value, unit, "compact"))).toBe(compact);
    expect(plain(formatQuantity(value, unit, "exact"))).toBe(exact);
  });

  it("leaves the unit to the column header when only the value is asked for", () => {
    expect(formatQuantityValue("1240331", "request")).toBe("1.2M");
    expect(formatQuantityValue("1238904112", "byte", "exact")).toBe("1,238,904,112");
    expect(formatUnit("byte")).toBe("bytes");
    expect(formatUnit("km")).toBe("km");
  });
});

it.each<[Numeric, string]>([
  ["0", "0 s"],
  ["0.84", "840 ms"],
  ["0.9996", "1 s"],
  ["1.24", "1.2 s"],
  ["59.96", "1 min"],
  ["200", "3 min 20 s"],
  ["3599.6", "1 h"],
  ["16200", "4.5 h"],
  ["-200", "-3 min 20 s"],
  [null, "–"],
])("a duration of %s seconds reads %s", (seconds, text) => {
  expect(plain(formatDuration(seconds))).toBe(text);
});

it.each<[Numeric, string, string]>([
  ["0", "0 %", "0.00 %"],
  ["-0", "0 %", "0.00 %"],
  ["0.01", "< 0.1 %", "0.01 %"],
  ["4.14", "4.1 %", "4.14 %"],
  ["9.96", "10 %", "9.96 %"],
  ["62.4", "62 %", "62.40 %"],
  ["99.6", "99 %", "99.60 %"],
  ["99.99", "99 %", "99.99 %"],
  ["100", "100 %", "100.00 %"],
  ["112.4", "112 %", "112.40 %"],
  [null, "–", "–"],
])("%s per cent reads %s at a glance and %s exactly", (percent, compact, exact) => {
  expect(plain(formatPercent(percent))).toBe(compact);
  expect(plain(formatPercent(percent, "exact"))).toBe(exact);
});
