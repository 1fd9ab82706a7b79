import { expect, it } from "vitest";
import { makeAnswer, makeCompared, makeEarlier, makeResult } from "@/components/usage/series-fixture";
import { comparedWords, comparisonOf, earlierByKey, goneBefore, wholeBefore } from "./earlier-usage";

const results = [
  makeResult(["api"], "API requests", ["1", "2", "3"]),
  makeEarlier(["api"], "API requests", ["4", "0", "1"]),
  makeResult(["storage"], "Storage written", ["1", "1", "1"]),
  makeEarlier(["storage"], "Storage written", ["0.5", "0", "0"]),
];

it("finds what a series came to before by its key", () => {
  const before = earlierByKey(results);
  expect([...before.keys()]).toEqual(['["api"]', '["storage"]']);
  expect(before.get('["api"]')).toMatchObject({ exact: ["4", "0", "1"], total: "5" });
});

it("adds up the meters that are in the picture, exactly", () => {
  expect(wholeBefore(results, ["api"])?.total).toBe("5");
  // 4 + 0.5, 0 + 0, 1 + 0
  expect(wholeBefore(results, ["api", "storage"])).toMatchObject({ exact: ["4.5", "0", "1"], total: "5.5" });
  expect(wholeBefore(results, ["compute"])).toBeNull();
});

it("says the days of the earlier range in the zone of the view, the year where it is another one", () => {
  const { meta } = makeCompared(results);
  expect(comparedWords(meta)).toBe("17 – 19\u00a0Nov");
  // 16 Nov 23:00Z is 17 Nov 00:00 in Berlin.
  const berlin = { from: "2026-11-16T23:00:00Z", to: "2026-11-18T23:00:00Z", buckets: [] };
  expect(comparedWords({ ...meta, timezone: "Europe/Berlin", compare: berlin })).toBe("17 – 18\u00a0Nov");
  const lastYear = { from: "2025-11-20T00:00:00Z", to: "2025-11-22T14:03:22Z", buckets: [] };
  expect(comparedWords({ ...meta, compare: lastYear })).toBe("20 – 22\u00a0Nov 2025");
});

it("compares with nothing where nothing was asked", () => {
  expect(comparisonOf(makeAnswer(results).meta, null)).toBeNull();
  expect(comparisonOf(undefined, null)).toBeNull();
});

it("tells how much of the earlier total has no series any more", () => {
  const previous = { dates: [], values: [], exact: [], total: "0.1" };
  expect(goneBefore([{ previous }, { previous: { ...previous, total: "0.2" } }], "0.3")).toBeNull();
  expect(goneBefore([{ previous }, {}], "1.1")).toBe("1");
  expect(goneBefore([{ previous }], null)).toBeNull();
});
