import { expect, it } from "vitest";
import { formatCount } from "@/lib/format";
import { isRunning, partialWords, spokenBucket } from "./bucket-words";
import { days, series } from "./fixtures";

const buckets = days(3, { partialLast: true });
const last = buckets[2] ?? days(1)[0];
const words = (input: Parameters<typeof spokenBucket>[0]) => spokenBucket(input).replaceAll("\u00a0", " ");

it("knows a bucket that runs from one that the range cuts", () => {
  expect(isRunning(buckets, "2026-11-03T14:03:00Z")).toBe(true);
  expect(isRunning(buckets, "2026-11-04T00:00:00Z")).toBe(false);
  expect(isRunning(days(3), "2026-11-03T14:03:00Z")).toBe(false);
  expect(isRunning(buckets, null)).toBe(false);
});

it("says why a bucket is partial", () => {
  if (!last) throw new Error("no bucket");
  expect(partialWords(last, "2026-11-03T14:03:00Z")).toBe("so far");
  expect(partialWords(last, "2026-12-01T00:00:00Z")).toBe("cut by the range");
});

it("reads a bucket with its total and three largest values, or one series alone", () => {
  const four = [series("a", [1]), series("b", [2]), series("c", [3]), series("d", [4])];
  const [bucket] = days(1);
  if (!bucket) throw new Error("no bucket");
  const base = { bucket, index: 0, interval: "day" as const, series: four, exact: formatCount };
  expect(words({ ...base, active: null })).toBe("Sun, 1 Nov 2026: total 10, d 4, c 3, b 2, and 1 more");
  expect(words({ ...base, active: four[0] ?? null })).toBe("Sun, 1 Nov 2026: a 1");
  // 10 against 8 is a quarter more; 1 against 2 is half.
  const before = (exact: string) => ({ date: "2026-10-01", exact });
  expect(words({ ...base, active: null, before: before("8") })).toMatch(
    /and 1 more; up 25\.0 % against 8, Thu, 1 Oct 2026$/,
  );
  expect(words({ ...base, active: four[0] ?? null, before: before("2") })).toBe(
    "Sun, 1 Nov 2026: a 1; down 50.0 % against 2, Thu, 1 Oct 2026",
  );
});
