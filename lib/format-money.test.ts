import { expect, it } from "vitest";
import { minorDigits } from "@/lib/domain/rating/currency";
import type { Numeric } from "./format";
import { formatMoney } from "./format-money";

it.each<[Numeric, string, string, string, string]>([
  ["0", "$0.00", "$0.00", "$0.00", "$0.00"],
  ["-0", "$0.00", "$0.00", "$0.00", "$0.00"],
  [null, "–", "–", "–", "–"],
  ["0.004", "<$0.01", "<$0.01", "$0.00", "$0.004"],
  ["0.1234", "$0.1234", "$0.1234", "$0.12", "$0.1234"],
  ["12.3456789", "$12.35", "$12.35", "$12.35", "$12.345679"],
  ["12345.6", "$12.3K", "$12,345.60", "$12,345.60", "$12,345.60"],
  ["-12.5", "-$12.50", "-$12.50", "-$12.50", "-$12.50"],
  // Beyond what a float can hold.
  [
    "9007199254740993.01",
    "$9007.2T",
    "$9,007,199,254,740,993.01",
    "$9,007,199,254,740,993.01",
    "$9,007,199,254,740,993.01",
  ],
])(
  "%s dollars read %s on an axis, %s on a card, %s in a table, %s exactly",
  (amount, axis, card, table, exact) => {
    expect(formatMoney(amount, "USD", "axis")).toBe(axis);
    expect(formatMoney(amount, "USD", "card")).toBe(card);
    expect(formatMoney(amount, "USD", "table")).toBe(table);
    expect(formatMoney(amount, "USD", "exact")).toBe(exact);
  },
);

it("shows a unit price with up to ten decimals", () => {
  expect(formatMoney("0.0000012345", "USD", "unit_price")).toBe("$0.0000012345");
});

it("knows currencies without and with three minor digits", () => {
  expect(minorDigits("JPY")).toBe(0);
  expect(formatMoney("1234.5", "JPY", "table")).toBe("¥1,235");
  expect(minorDigits("KWD")).toBe(3);
});
