import Big from "big.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bucketEdges } from "@/lib/domain/buckets";
import { addDecimals } from "@/lib/domain/decimal";
import { INTERVALS } from "@/lib/domain/intervals";
import type { PriceModel } from "@/lib/domain/rating/price";
import type { BookSegment } from "@/lib/domain/rating/price-book";
import { priceOf } from "@/lib/testing/prices";
import { billKeys } from "./bill";
import { type BillingPeriod, billingPeriods } from "./billing-periods";
import { bucketCells, cumulated, cumulativeCells, perBucket } from "./cells";
import { cutPieces, type RatedPeriod, segmentAt } from "./pieces";
import { shareOut } from "./share-out";
import { perCell } from "./spend-lines";
import { reachedByAdding, spendOfPieces } from "./spend-of-pieces";
import { splitChange } from "./split-change";

const QUARTER_MS = 900_000;
const KEY = "functions";
const ZONES = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "Asia/Kathmandu",
  "Pacific/Apia",
  "Africa/Casablanca",
];
const BILLING_ZONES = ["UTC", "Europe/Berlin", "America/Havana"];
const tier = (upTo: string | null, unitAmount: string, flatAmount: string) => ({
  upTo,
  unitAmount,
  flatAmount,
});
const MODELS: Record<string, PriceModel> = {
  flat: { model: "flat", amount: "7.77" },
  unit: { model: "unit", unitAmount: "0.00333" },
  graduated: { model: "graduated", tiers: [tier("50", "0.335", "2.5"), tier(null, "0.11", "1")] },
  volume: { model: "volume", tiers: [tier("50", "0.335", "2.5"), tier(null, "0.11", "1")] },
  package: { model: "package", amount: "3.05", packageSize: "7.5", freeUnits: "3" },
  percentage: { model: "percentage", rate: "2.35", fixedAmount: "0.3", freeUnits: "5" },
  graduated_percentage: {
    model: "graduated_percentage",
    tiers: [
      { upTo: "40", ratePercent: "3.3", flatAmount: "0.4" },
      { upTo: null, ratePercent: "1.7", flatAmount: "0.2" },
    ],
  },
};

/** What was metered, at full quarters of an hour around two changes of the clock. */
const START = Date.parse("2026-10-01T00:00:00Z");
const events = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: 45 * 96 }).map((quarters) => START + quarters * QUARTER_MS),
    quantity: fc.integer({ min: -3000, max: 30_000 }).map((digits) => new Big(digits).div(1000).toFixed()),
  }),
  { maxLength: 40 },
);
const setting = fc.record({
  timezone: fc.constantFrom(...ZONES),
  billingZone: fc.constantFrom(...BILLING_ZONES),
  anchorDay: fc.integer({ min: 1, max: 31 }),
  interval: fc.constantFrom(...INTERVALS),
  change: fc.integer({ min: 0, max: 60 * 96 }).map((quarters) => START + quarters * QUARTER_MS),
  currency: fc.constantFrom("USD", "JPY", "KWD"),
});
type Setting = typeof setting extends fc.Arbitrary<infer T> ? T : never;

/** Periods in which the price changes once, somewhere. */
function ratedPeriods(
  model: PriceModel,
  { change, currency, ...one }: Setting,
  range: BillingPeriod,
): RatedPeriod[] {
  const calendar = { timezone: one.billingZone, anchorDay: one.anchorDay, weekStart: "monday" as const };
  return billingPeriods(range, calendar).map((period) => {
    const inside = change > period.from.getTime() && change < period.to.getTime();
    const cuts = [period.from, ...(inside ? [new Date(change)] : [])];
    const segments = cuts.map(
      (start, index): BookSegment => ({
        ...{ start, end: cuts[index + 1] ?? period.to, plan: null, priceId: "p", validFrom: start },
        price: priceOf(model, { currency, included: index === 0 ? "1.5" : "0" }),
      }),
    );
    return { ...period, book: new Map([[KEY, segments]]) };
  });
}

/** The whole periods that the events lie in, so that lines can be compared. */
function rangeOf({ billingZone: timezone, anchorDay }: Setting): BillingPeriod {
  const calendar = { timezone, anchorDay, weekStart: "monday" as const };
  const periods = billingPeriods(
    { from: new Date(START), to: new Date(START + 46 * 96 * QUARTER_MS) },
    calendar,
  );
  const [first, last] = [periods[0], periods.at(-1)];
  if (!first || !last) throw new Error("There are periods.");
  return { from: first.from, to: last.to };
}

type Metered = { at: number; quantity: string };
const within = (metered: readonly Metered[], start: Date, end: Date) =>
  addDecimals(
    metered.filter(({ at }) => at >= start.getTime() && at < end.getTime()).map(({ quantity }) => quantity),
  );

describe.each(Object.entries(MODELS))("spend under a %s price", (_, model) => {
  it("adds up to the lines, in any zone and interval, however events came, cumulative or not", () => {
    fc.assert(
      fc.property(setting, events, (one, metered) => {
        const range = rangeOf(one);
        const periods = ratedPeriods(model, one, range);
        const { timezone, interval, anchorDay } = one;
        const buckets = bucketEdges({
          ...{ ...range, timezone, anchorDay, weekStart: "monday", now: range.to },
          // More than a thousand hours are refused.
          interval: interval === "hour" ? "day" : interval,
        });
        const spendOf = (cells: readonly { start: Date; end: Date }[], list: readonly Metered[]) => {
          const pieces = cutPieces(periods, cells);
          const rated = { pieces, periods, key: KEY };
          const reached = reachedByAdding(
            rated,
            pieces.map(({ start, end }) => within(list, start, end)),
          );
          return perCell(pieces, spendOfPieces(rated, reached, one.currency), cells.length);
        };
        const cells = bucketCells(buckets);
        const spend = spendOf(cells, metered);
        expect(spendOf(cells, [...metered].reverse())).toEqual(spend);
        const lines = periods.flatMap(({ book }) => {
          const quantities = (book.get(KEY) ?? []).map(({ start, end }) => within(metered, start, end));
          return billKeys(book, new Map([[KEY, quantities]])).flatMap((key) => key.lines);
        });
        expect(addDecimals(spend)).toBe(addDecimals(lines.map(({ amount }) => amount)));
        for (const line of lines)
          expect(addDecimals(line.tiers.map(({ amount }) => amount))).toBe(line.amount);
        const finer = cumulativeCells(buckets, periods);
        const amounts = spendOf(finer, metered);
        expect(perBucket(finer, amounts, buckets.length)).toEqual(spend);
        const last = periods.at(-1);
        const ofLast = lines.filter(({ segment }) => last && segment.start >= last.from);
        expect(cumulated(finer, amounts, periods).at(-1)).toBe(
          addDecimals(ofLast.map(({ amount }) => amount)),
        );
      }),
      { numRuns: 25 },
    );
  });
});

it("pieces lie in one segment each and cover the range without gaps", () => {
  fc.assert(
    fc.property(setting, (one) => {
      const range = rangeOf(one);
      const periods = ratedPeriods({ model: "flat", amount: "1" }, one, range);
      const pieces = cutPieces(periods, [{ start: range.from, end: range.to }]);
      expect([pieces[0]?.start, pieces.at(-1)?.end]).toEqual([range.from, range.to]);
      for (const [index, piece] of pieces.entries()) {
        expect(piece.start).toEqual(pieces[index - 1]?.end ?? range.from);
        expect(segmentAt(piece, periods, KEY)).toBeDefined();
      }
    }),
  );
});

const money = fc.integer({ min: -100_000, max: 1_000_000 });
const volume = fc
  .integer({ min: -50_000, max: 1_000_000 })
  .map((digits) => new Big(digits).div(1000).toFixed());

it("shares add up to what is shared, and none is further than a minor unit from its proportion", () => {
  fc.assert(
    fc.property(money, fc.array(volume, { maxLength: 12 }), (cents, volumes) => {
      const amount = new Big(cents).div(100).toFixed();
      const { parts, unshared } = shareOut(amount, "USD", volumes);
      expect(new Big(addDecimals([...parts, unshared])).eq(amount)).toBe(true);
      const total = volumes.reduce((sum, one) => sum.plus(new Big(one).abs()), new Big(0));
      if (total.eq(0) || unshared !== "0") return;
      for (const [index, part] of parts.entries()) {
        const exact = new Big(volumes[index] ?? "0").abs().times(amount).div(total);
        expect(exact.minus(part).abs().lt("0.010001")).toBe(true);
      }
    }),
  );
});

it("volume, price and mix add up to the difference", () => {
  const spend = fc.record({
    quantity: volume,
    amount: money.map((cents) => new Big(cents).div(100).toFixed()),
  });
  fc.assert(
    fc.property(spend, spend, money, (before, after, old) => {
      const underOldPrices = new Big(old).div(100).toFixed();
      const { difference, volume, price, mix } = splitChange(
        before,
        { ...after, rated: after.amount },
        { underOldPrices, currency: "USD" },
      );
      expect(new Big(addDecimals([volume, price, mix])).eq(difference)).toBe(true);
      expect(new Big(after.amount).minus(before.amount).eq(difference)).toBe(true);
    }),
  );
});
