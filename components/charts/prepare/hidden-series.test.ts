import { expect, it } from "vitest";
import { onlySeries, toggleSeries } from "./hidden-series";

it("toggles one series and keeps the others as they are", () => {
  expect(toggleSeries(["a"], "b")).toEqual(["a", "b"]);
  expect(toggleSeries(["a", "b"], "a")).toEqual(["b"]);
});

it("leaves only the chosen series, also when it was hidden", () => {
  expect(onlySeries(["a", "b", "c"], [], "b")).toEqual(["a", "c"]);
  expect(onlySeries(["a", "b", "c"], ["b"], "b")).toEqual(["a", "c"]);
});

it("shows everything again when it was alone already", () => {
  expect(onlySeries(["a", "b", "c"], ["a", "c"], "b")).toEqual([]);
});
