import { describe, expect, it } from "vitest";
import { exactNumber, exactSize } from "@/lib/domain/exact-number";

describe("exactNumber", () => {
  it.each([
    [0, "0"],
    [-0, "0"],
    [12.5, "12.5"],
    [1e-7, "0.0000001"],
    [0.1, "0.1"],
    [-3, "-3"],
    [9007199254740991, "9007199254740991"],
    ["12", "12"],
    ["007.500", "7.5"],
    ["-0.0", "0"],
    ["-0", "0"],
    ["9007199254740993", "9007199254740993"],
    ["0.123456789012345678901234567890", "0.12345678901234567890123456789"],
    ["1".repeat(60), "1".repeat(60)],
  ])("%j means %s", (given, decimal) => {
    expect(exactNumber(given)).toEqual({ decimal });
  });

  it.each([2 ** 53, -(2 ** 53), 1e21, Number.POSITIVE_INFINITY])("%d is not exact", (given) => {
    expect(exactNumber(given)).toMatchObject({ refusal: "number_not_exact" });
  });

  it.each([
    "1e3",
    "",
    " 1",
    "1 ",
    ".5",
    "5.",
    "+1",
    "1,5",
    "NaN",
    "Infinity",
    "0x10",
    "--1",
    "1".repeat(61),
    "٣",
    true,
    null,
    undefined,
    [],
    {},
    Number.MIN_VALUE,
  ])("%j is no number", (given) => {
    expect(exactNumber(given)).toMatchObject({ refusal: "invalid_value" });
  });
});

describe("exactSize", () => {
  it.each([
    [0, "0"],
    ["10.0", "10"],
    ["9223372036854775807", "9223372036854775807"],
  ])("takes %j", (given, decimal) => {
    expect(exactSize(given)).toEqual({ decimal });
  });

  it.each([-1, 1.5, "-1", "1.5", "9223372036854775808"])("refuses %j", (given) => {
    expect(exactSize(given)).toMatchObject({ refusal: "invalid_value" });
  });
});
