import Big from "big.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDecimals, compareDecimals, divideDecimals, subtractDecimals, toDecimal } from "./decimal";

it.each([
  ["12", "12"],
  ["12.500", "12.5"],
  ["100", "100"],
  ["0.000", "0"],
  ["-0", "0"],
  ["-0.00", "0"],
  ["1e21", "1000000000000000000000"],
  ["1.5e-7", "0.00000015"],
  ["123456789012345678901234567890.10", "123456789012345678901234567890.1"],
  [10n, "10"],
])("writes %s as %s", (value, text) => {
  expect(toDecimal(value)).toBe(text);
});

it("adds and subtracts exactly", () => {
  expect(addDecimals(["0.1", "0.2", "9007199254740993"])).toBe("9007199254740993.3");
  expect(addDecimals(["9007199254740993", "9007199254740993", "-1"])).toBe("18014398509481985");
  expect(addDecimals(["0.50", "0.50", "0"])).toBe("1");
  expect(addDecimals(["1.50", "0"])).toBe("1.5");
  expect(addDecimals([])).toBe("0");
  expect(subtractDecimals("0.3", "0.1")).toBe("0.2");
  expect(subtractDecimals("1", "1")).toBe("0");
});

it("orders by value, not by text", () => {
  expect(["10", "9", "-1", "9.5"].sort(compareDecimals)).toEqual(["-1", "9", "9.5", "10"]);
});

describe("a quotient", () => {
  it.each([
    ["1", "8", "0.125"],
    ["1", "128", "0.0078125"],
    ["1", "3", "0.333333"],
    ["2", "3", "0.666667"],
    ["-2", "3", "-0.666667"],
    ["1.5", "0.5", "3"],
    ["0", "7", "0"],
    ["0.1", "3", "0.033333"],
    // 1/2000000.0 ends after seven places; -1/6000000 = -0.00000016… rounds to 0.
    ["1", "2000000", "0.0000005"],
    ["-1", "6000000", "0"],
    ["1", "0", null],
  ])("of %s by %s is %s", (dividend, divisor, quotient) => {
    expect(divideDecimals(dividend, divisor)).toBe(quotient);
  });
});

it("adds up texts of any length and number of places as exact decimals do", () => {
  const text = fc
    .tuple(fc.bigInt({ min: -(10n ** 22n), max: 10n ** 22n }), fc.nat(8), fc.boolean())
    .map(([digits, places, short]) =>
      new Big(String(short ? digits % 1_000_000n : digits)).times(new Big(`1e-${places}`)).toFixed(),
    );
  fc.assert(
    fc.property(fc.array(text, { maxLength: 40 }), (values) => {
      const sum = values.reduce((before, value) => before.plus(value), new Big(0));
      expect(addDecimals(values)).toBe(toDecimal(sum));
    }),
  );
  // 99 times the largest number of 15 digits leaves what doubles hold exactly.
  expect(addDecimals(new Array(99).fill("999999999999999"))).toBe("98999999999999901");
});
