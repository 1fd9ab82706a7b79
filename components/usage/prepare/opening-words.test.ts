import { expect, it } from "vitest";
import { openingWords } from "@/components/usage/prepare/opening-words";
import { makeAnswer, makeResult } from "@/components/usage/series-fixture";

const answer = makeAnswer([makeResult(["api"], "API requests", ["5", "10", "0"])]);
const names = new Map([["api", "API requests"]]);

it("says what of each meter was loaded as sums, exactly", () => {
  const opening = [{ usage_type: "api", total: "1200", data_exact: ["0", "1200", "0"] }];
  const told = { ...answer, meta: { ...answer.meta, opening } };
  expect(openingWords(told, names)).toBe(
    "Loaded as sums of days, without single events: API requests 1,200 requests",
  );
});

it("says nothing where everything has its events", () => {
  expect(openingWords(answer, names)).toBeNull();
});
