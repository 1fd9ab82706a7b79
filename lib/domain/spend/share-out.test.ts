import { expect, it } from "vitest";
import { shareOut } from "./share-out";

it.each<[string, string, string, string[], string[], string]>([
  ["equal volumes: the earlier gets the odd cent", "0.03", "USD", ["1", "1"], ["0.02", "0.01"], "0"],
  ["the largest remainder", "0.10", "USD", ["1", "2", "4"], ["0.01", "0.03", "0.06"], "0"],
  ["whole yen", "10", "JPY", ["1", "2"], ["3", "7"], "0"],
  ["thousandths of a dinar", "0.01", "KWD", ["0.5", "0.25", "0.25"], ["0.005", "0.003", "0.002"], "0"],
  ["a negative amount", "-0.05", "USD", ["1", "1"], ["-0.03", "-0.02"], "0"],
  ["volumes below zero alone", "0.05", "USD", ["-1", "-4"], ["0.01", "0.04"], "0"],
  ["volumes of both signs: nobody's", "0.05", "USD", ["5", "-4"], ["0", "0"], "0.05"],
  ["no volume: nobody's", "9", "USD", ["0", "0"], ["0", "0"], "9"],
  ["nobody at all", "9", "USD", [], [], "9"],
])("%s", (_, amount, currency, volumes, parts, unshared) => {
  expect(shareOut(amount, currency, volumes)).toEqual({ parts, unshared });
});
