import { expect, it } from "vitest";
import { makeResult } from "@/components/usage/series-fixture";
import { answerOf } from "./answer";
import { meterPanels } from "./meter-panels";
import { namedSeries } from "./named-series";

const meters = new Map([
  ["api", "API requests"],
  ["file_uploads", "File uploads"],
  ["storage", "Storage written"],
  ["bandwidth", "Bandwidth"],
]);
const answer = (...results: Parameters<typeof makeResult>[]) =>
  answerOf(
    meterPanels(
      namedSeries(
        results.map((given) => makeResult(...given)),
        [],
        meters,
      ),
      meters,
    ),
    "in the last 30 days",
    "day",
  );

it("says what was used and when most of it", () => {
  const { headline, detail } = answer([["api"], "API requests", ["10", "1240", "50"]]);
  expect(headline).toBe("1.3K requests in the last 30 days");
  expect(detail?.replaceAll("\u00a0", " ")).toBe("Most on Sat, 21 Nov 2026: 1,240 requests");
});

it("says of what where the unit does not", () => {
  const { headline } = answer([["storage"], "Storage written", ["1000000000", "240000000", "0"]]);
  expect(headline.replaceAll("\u00a0", " ")).toBe("1.24 GB of storage written in the last 30 days");
});

it("names three meters, counts the others, and adds nothing up", () => {
  const { headline, detail } = answer(
    [["api"], "API requests", ["1", "1", "1"]],
    [["file_uploads"], "File uploads", ["0", "1", "1"]],
    [["storage"], "Storage written", ["0", "0", "254"]],
    [["bandwidth"], "Bandwidth", ["0", "0", "9"]],
  );
  expect(headline.replaceAll("\u00a0", " ")).toBe(
    "3 requests, 2 uploads, 254 B of storage written and 1 more meter in the last 30 days",
  );
  expect(detail).toBeNull();
});

it("finds no busiest day where nothing was used", () => {
  expect(answer()).toEqual({ headline: "No usage in the last 30 days", detail: null });
  expect(answer([["api"], "API requests", ["0", "0", "0"]]).detail).toBeNull();
});
