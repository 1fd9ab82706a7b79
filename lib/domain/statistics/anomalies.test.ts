import { describe, expect, it } from "vitest";
import { addDays } from "@/lib/domain/calendar";
import type { BucketAmount } from "@/lib/domain/statistics/bucket-amount";
import { findAnomalies } from "./anomalies";

const MONDAY = "2026-06-01";

/** Days from a Monday on, one event per unit unless told. */
function days(amounts: readonly (number | string | null)[], eventSize = 1): BucketAmount[] {
  return amounts.map((amount, index) => {
    const date = addDays(MONDAY, index);
    const [start, end] = [date, addDays(date, 1)].map((day) => new Date(`${day}T00:00:00Z`)) as [Date, Date];
    const text = amount === null ? null : String(amount);
    const count = Math.round(Math.abs(Number(text ?? 0)) / eventSize);
    return { ...{ date, start, end, wholeStart: start, wholeEnd: end, partial: false }, amount: text, count };
  });
}

const WEEK = [1000, 1020, 980, 1010, 900, 200, 150];
const weeks = (count: number) => Array.from({ length: count * 7 }, (_, day) => WEEK[day % 7] ?? 0);

function found(buckets: BucketAmount[], from = MONDAY) {
  const { anomalies, checked } = findAnomalies(buckets, {
    interval: "day",
    from: new Date(`${from}T00:00:00Z`),
  });
  return { told: anomalies.map(({ date, expected, score }) => [date, expected, Number(score) > 0]), checked };
}

function planted(count: number, changes: Record<number, number>): BucketAmount[] {
  return days(weeks(count).map((amount, day) => changes[day] ?? amount));
}

it("finds a planted spike, a gap and a silent Sunday, and says what was expected", () => {
  // Days 58 and 60 are Wednesday and Friday of the ninth week, day 69 is the Sunday of the tenth.
  const { told } = found(planted(12, { 58: 3000, 60: 0, 69: 0 }));
  expect(told).toEqual([
    [addDays(MONDAY, 58), "980", true],
    [addDays(MONDAY, 60), "900", false],
    [addDays(MONDAY, 69), "150", false],
  ]);
});

it("takes a Sunday's usage on a Monday, and a Monday's on a Sunday, for what it is", () => {
  const { told } = found(planted(12, { 63: 150, 69: 1000 }));
  expect(told.map(([date, , above]) => [date, above])).toEqual([
    [addDays(MONDAY, 63), false],
    [addDays(MONDAY, 69), true],
  ]);
});

it("finds nothing in what repeats itself, nor in a tenth more or less", () => {
  expect(found(planted(12, {}))).toEqual({ told: [], checked: 12 * 7 - 7 });
  expect(found(planted(12, { 70: 1100, 71: 920 })).told).toEqual([]);
});

it("says how far is far: the band begins where the score does", () => {
  const [spike] = findAnomalies(planted(12, { 58: 3000 }), { interval: "day", from: new Date(0) }).anomalies;
  // A tenth of 980 is the usual distance: half of it on the scale of roots, √980 ± 3.5 × 0.05 × √980.
  expect(spike).toMatchObject({ expected: "980", season: "weekday" });
  expect(Number(spike?.low)).toBeCloseTo(980 * (1 - 0.175) ** 2, 3);
  expect(Number(spike?.high)).toBeCloseTo(980 * (1 + 0.175) ** 2, 3);
  expect(Number(spike?.score)).toBeCloseTo((Math.sqrt(3000) - Math.sqrt(980)) / (0.05 * Math.sqrt(980)), 4);
});

it("judges by the size of the events: a few small ones are chance, a large one is not", () => {
  const quiet = days([...Array.from({ length: 70 }, (_, day) => day % 3), 6]);
  expect(found(quiet).told).toEqual([]);
  const steady = days([...Array.from({ length: 70 }, () => 4), 40]);
  expect(found(steady).told).toEqual([[addDays(MONDAY, 70), "4", true]]);
  const large = days([...Array.from({ length: 70 }, () => 4_000_000), 12_000_000], 1_000_000);
  expect(found(large).told).toEqual([]);
});

it("does not lose a digit of what was expected", () => {
  const amounts = Array.from({ length: 28 }, () => "1000000000000.000000001");
  const [drop] = findAnomalies(days([...amounts, 0], 1e9), { interval: "day", from: new Date(0) }).anomalies;
  expect(drop).toMatchObject({ expected: "1000000000000.000000001", amount: "0" });
});

describe("does not judge", () => {
  it("before the first usage, nor the first week after it", () => {
    expect(found(days([...Array.from({ length: 30 }, () => 0), ...weeks(1), 5000])).checked).toBe(1);
    expect(found(days([0, 0, 0, 0])).checked).toBe(0);
  });

  it("what is not over, what is unknown, and what lies before the time asked for", () => {
    const buckets = planted(4, { 20: 9999, 27: 9999 });
    const open = buckets.map((bucket, index) => (index === 27 ? { ...bucket, partial: true } : bucket));
    expect(found(open, addDays(MONDAY, 21))).toEqual({ told: [], checked: 6 });
    expect(found(days([...weeks(4), null])).checked).toBe(21);
  });
});

it("looks at hours of the day before a week has been seen four times", () => {
  const hours = Array.from({ length: 24 * 6 }, (_, index): BucketAmount => {
    const start = new Date(Date.parse(`${MONDAY}T00:00:00Z`) + index * 3_600_000);
    const end = new Date(start.getTime() + 3_600_000);
    const amount = index === 24 * 5 + 3 ? 500 : index % 24 < 8 ? 20 : 400;
    const date = `${start.toISOString().slice(0, 19)}+00:00`;
    return {
      ...{ date, start, end, wholeStart: start, wholeEnd: end, partial: false },
      amount: `${amount}`,
      count: amount,
    };
  });
  const { anomalies } = findAnomalies(hours, { interval: "hour", from: new Date(0) });
  // Once at 03:00 at night as much as by day; the first mornings are unusual to who has seen nights only.
  expect(anomalies.at(-1)).toMatchObject({
    date: "2026-06-06T03:00:00+00:00",
    expected: "20",
    season: "hour_of_day",
  });
  expect(anomalies.filter(({ date }) => date >= "2026-06-05")).toHaveLength(1);
});
