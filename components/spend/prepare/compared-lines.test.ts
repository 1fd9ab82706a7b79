import { expect, it } from "vitest";
import { costOf, monthBefore } from "./compared-lines";

it.each([
  ["2026-11-01", "2026-10"],
  ["2026-01-15", "2025-12"],
  // The anchor day 31 clamps: the period before the one of 28 February began on 31 January.
  ["2026-02-28", "2026-01"],
])("the period before that of %s began in %s", (first, month) => {
  expect(monthBefore(first)).toBe(month);
});

it("adds up the lines of a key in one currency", () => {
  const line = (usage_type: string, currency: string, amount: string) => ({ usage_type, currency, amount });
  const lines = [
    line("api", "USD", "1.10"),
    line("api", "USD", "0.05"),
    line("api", "EUR", "9"),
    line("db", "USD", "3"),
  ];
  expect([costOf(lines, "api", "USD"), costOf(lines, "none", "USD")]).toEqual(["1.15", "0"]);
});
