import { expect, it } from "vitest";
import type { Price } from "@/lib/domain/rating/price";
import { priceOf } from "@/lib/testing/prices";
import { spendMarks } from "./spend-marks";

const day = (text: string) => new Date(`2026-${text}T00:00:00Z`);
const cheap = priceOf({ model: "unit", unitAmount: "1" });
const dear = priceOf({ model: "unit", unitAmount: "2" });

type Held = [from: string, to: string, price: Price];

function period(from: string, to: string, prices: Record<string, Held[]>) {
  const book = new Map(
    Object.entries(prices).map(([key, held]) => [
      key,
      held.map(([start, end, price]) => ({
        ...{ start: day(start), end: day(end), price, priceId: key, validFrom: day(start), plan: null },
      })),
    ]),
  );
  return { from: day(from), to: day(to), book };
}

const periods = [
  period("09-01", "10-01", { api: [["09-01", "10-01", cheap]], storage: [["09-10", "10-01", cheap]] }),
  period("10-01", "11-01", {
    api: [
      ["10-01", "10-15", cheap],
      ["10-15", "11-01", dear],
    ],
    storage: [["10-01", "11-01", cheap]],
  }),
  period("11-01", "12-01", { api: [["11-01", "12-01", cheap]] }),
];
const told = (keys: string[], from: string, to: string) =>
  spendMarks(periods, keys, { from: day(from), to: day(to) }).map(({ at, kind, usageTypes }) => [
    at.toISOString().slice(5, 10),
    kind,
    ...usageTypes,
  ]);

it("marks new periods, and prices that begin, change or end", () => {
  expect(told(["api", "storage"], "09-01", "12-01")).toEqual([
    ["09-10", "price", "storage"],
    ["10-01", "period"],
    ["10-15", "price", "api"],
    ["11-01", "period"],
    ["11-01", "price", "api", "storage"],
  ]);
});

it("marks nothing at the edges of the range, and no price that is not asked for", () => {
  expect(told(["storage"], "10-01", "10-31")).toEqual([]);
  expect(told(["api"], "10-01", "11-01")).toEqual([["10-15", "price", "api"]]);
});
