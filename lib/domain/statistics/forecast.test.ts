import { describe, expect, it } from "vitest";
import { toEstimate } from "./estimates";
import { forecastUsage } from "./forecast";

const days = (...amounts: number[]) => amounts.map((amount, index) => ({ amount, place: index % 7 }));
const repeat = (times: number, ...amounts: number[]) => Array.from({ length: times }, () => amounts).flat();
const ahead = (count: number, first = 0) =>
  Array.from({ length: count }, (_, index) => ({ share: 1, place: (first + index) % 7 }));

function told(history: ReturnType<typeof days>, steps: ReturnType<typeof ahead>) {
  const forecast = forecastUsage(history, steps, 1);
  if (!forecast) return undefined;
  const { expected, low, high } = forecast;
  return [low, expected, high].map(toEstimate);
}

it("goes on with what never changed, without a doubt", () => {
  expect(told(days(...repeat(28, 10)), ahead(5))).toEqual(["50", "50", "50"]);
  const half = forecastUsage(days(...repeat(28, 10)), [{ share: 0.25, place: 0 }], 1);
  expect(toEstimate(half?.expected ?? 0)).toBe("2.5");
});

it("knows the days of the week: working days of 100 and free Sundays", () => {
  const history = days(...repeat(20, 100, 100, 100, 100, 100, 100, 0));
  const week = forecastUsage(history, ahead(7), 1);
  expect(week?.expected).toBeGreaterThan(570);
  expect(week?.expected).toBeLessThan(630);
  expect(week?.steps[6]?.expected).toBeLessThan(8);
  expect(week?.steps[0]?.expected).toBeGreaterThan(90);
});

it("follows a steady growth", () => {
  const history = days(...Array.from({ length: 140 }, (_, day) => 100 + day));
  // The next ten days come to 240 + … + 249 = 2445.
  const forecast = forecastUsage(history, ahead(10), 1);
  expect(forecast?.expected).toBeGreaterThan(2350);
  expect(forecast?.expected).toBeLessThan(2500);
});

it("is not led astray by one day with a hundred times the usage", () => {
  const amounts = repeat(56, 10);
  const forecast = forecastUsage(days(...amounts.slice(0, 50), 1000, ...amounts.slice(51)), ahead(10), 1);
  expect(forecast?.expected).toBeGreaterThan(95);
  expect(forecast?.expected).toBeLessThan(110);
});

it("adds up over its steps, and every band holds what is expected", () => {
  const history = days(...Array.from({ length: 60 }, (_, day) => (day * 37) % 23));
  const forecast = forecastUsage(history, ahead(12, 4), 1);
  if (!forecast) throw new Error("Sixty days are enough.");
  const sum = forecast.steps.reduce((total, { expected }) => total + expected, 0);
  expect(sum).toBeCloseTo(forecast.expected, 9);
  for (const { low, expected, high } of [forecast, ...forecast.steps]) {
    expect(low).toBeLessThanOrEqual(expected);
    expect(expected).toBeLessThanOrEqual(high);
    expect(low).toBeGreaterThanOrEqual(0);
  }
});

it("expects less than nothing only where that has been", () => {
  const freed = days(...repeat(10, -5, 1, -4, 2, -6, 0, -5));
  const forecast = forecastUsage(freed, ahead(7), 1);
  expect(forecast?.expected).toBeLessThan(0);
  expect(forecast?.low).toBeLessThanOrEqual(forecast?.expected ?? 0);
});

describe("does not guess", () => {
  it.each([
    ["from nothing", []],
    ["from zeros", repeat(30, 0)],
    ["from six days", repeat(6, 5)],
    ["from six days after a long silence", [...repeat(60, 0), ...repeat(6, 5)]],
  ])("%s", (_, amounts) => {
    expect(told(days(...amounts), ahead(3))).toBeUndefined();
  });

  it("but from seven", () => {
    expect(told(days(...repeat(7, 5)), ahead(3))).toEqual(["15", "15", "15"]);
  });
});
