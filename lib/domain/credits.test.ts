import { expect, it } from "vitest";
import { eventCredits } from "./credits";

const rates = {
  tokensPerCredit: "10",
  creditsPerComputeMinute: "50",
  creditsPerGbMonth: "500",
  gbHoursPerGbMonth: "730",
};

it.each<[string, Record<string, string>, string[]]>([
  ["1 credit = 10 tokens", { ai_tokens: "10" }, ["1", "0", "0", "1"]],
  ["1 credit = 1/50 compute minute = 1.2 s", { compute: "1.2" }, ["0", "1", "0", "1"]],
  ["1 credit = 1/500 GB-month = 1.46 GB-hours", { storage_hours: "1.46" }, ["0", "0", "1", "1"]],
  [
    "0.000005 tokens = 0.0000005 credits, half away from zero",
    { ai_tokens: "0.000005" },
    ["0.000001", "0", "0", "0.000001"],
  ],
  ["and back", { ai_tokens: "-0.000005" }, ["-0.000001", "0", "0", "-0.000001"]],
  // 7 s × 50 / 60 = 5.8333…; 2 / 730 × 500 = 1.36986301…; the sum is of the rounded parts.
  [
    "the total is the sum of the parts",
    { ai_tokens: "3", compute: "7", storage_hours: "2" },
    ["0.3", "5.833333", "1.369863", "7.503196"],
  ],
  [
    "beyond a double",
    { ai_tokens: "90071992547409931" },
    ["9007199254740993.1", "0", "0", "9007199254740993.1"],
  ],
  ["other meters are worth none", { storage: "5", api: "1" }, ["0", "0", "0", "0"]],
])("%s", (_, quantities, [ai_tokens, compute, storage, total]) => {
  expect(eventCredits(quantities, rates)).toEqual({ ai_tokens, compute, storage, total });
});

it("rates may be others", () => {
  expect(eventCredits({ ai_tokens: "10" }, { ...rates, tokensPerCredit: "0.3" }).total).toBe("33.333333");
});
