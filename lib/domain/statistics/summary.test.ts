import { expect, it } from "vitest";
import { summarize } from "./summary";

it("tells the shape of some values", () => {
  // Sorted 0, 1.5, 4, 10.5: place 0.95 × 3 = 2.85, 4 + 0.85 × 6.5; place 2.97, 4 + 0.97 × 6.5.
  // Mean 4; squared deviations 16 + 6.25 + 0 + 42.25 = 64.5 over 4 = 16.125, whose root is 4.01559460…
  expect(summarize(["10.5", "0", "4", "1.5"])).toEqual({
    ...{ count: 4, total: "16", avg: "4", min: "0", max: "10.5" },
    ...{ median: "2.75", p95: "9.525", p99: "10.305", stddev: "4.015595" },
  });
});

it("knows nothing but the count and the total of no values", () => {
  const nothing = { avg: null, min: null, max: null, median: null, p95: null, p99: null, stddev: null };
  expect(summarize([])).toEqual({ count: 0, total: "0", ...nothing });
});
