import { describe, expect, it } from "vitest";
import { parseEvent } from "@/lib/contracts/parse-event";
import { eventFacts } from "@/lib/domain/event-facts";
import { BUILT_IN_METERS, type Meter } from "@/lib/domain/meters";

const own = (key: string, aggregation: Meter["aggregation"], valueProperty: string | null): Meter => ({
  key,
  displayName: key,
  unit: "unit",
  aggregation,
  eventType: "llm.call",
  valueProperty,
  groupBy: {},
  description: null,
  builtIn: false,
});
const METERS = [
  ...BUILT_IN_METERS,
  own("llm_tokens", "sum", "$.usage.tokens"),
  own("llm_calls", "count", null),
  own("llm_slowest", "max", "$.ms"),
  own("llm_users", "unique_count", "$.user"),
];

function factsOf(type: string, data: unknown, meters: readonly Meter[] = METERS) {
  const event = parseEvent({ id: "1", source: "test", type, data });
  if ("refusal" in event) throw new Error(event.detail);
  return eventFacts(event, meters);
}

describe("eventFacts", () => {
  it.each([
    ["success", "5", "upload:success", "5"],
    ["timeout", 7, "upload:failure", "7"],
    ["success", undefined, "upload:success", null],
  ])("an upload with the status %s and the size %s is %s of %s bytes", (status, size, fact, quantity) => {
    const facts = [{ fact, quantity, durationMs: null }];
    expect(factsOf("file_upload", { upload_status: status, file_size: size })).toEqual({
      facts,
      quantity: null,
    });
  });

  it.each([
    [399, "request:success"],
    [400, "request:failure"],
    ["503", "request:failure"],
    [null, "request:unknown"],
  ])("a request with the status %s is %s", (status, fact) => {
    const data = { endpoint: "/", status_code: status, bytes: 10, response_time_ms: 1.5 };
    const facts = [{ fact, quantity: "10", durationMs: "1.5" }];
    expect(factsOf("api_request", data)).toEqual({ facts, quantity: null });
  });

  it("generic usage counts for the meter it names", () => {
    expect(factsOf("usage", { usage_type: "compute", quantity: "-0.50" })).toEqual({
      facts: [{ fact: "compute", quantity: "-0.5", durationMs: null }],
      quantity: "-0.5",
    });
  });

  it("another type counts for every meter of that type; what is not additive gets no row", () => {
    const facts = factsOf("llm.call", { usage: { tokens: 12 }, ms: 90, user: "ann" });
    expect(facts).toEqual({
      facts: [
        { fact: "llm_tokens", quantity: "12", durationMs: null },
        { fact: "llm_calls", quantity: null, durationMs: null },
      ],
      quantity: null,
    });
  });

  it("a count takes any data, none included", () => {
    const counted = { facts: [{ fact: "llm_calls", quantity: null, durationMs: null }], quantity: null };
    expect(factsOf("llm.call", undefined, [own("llm_calls", "count", null)])).toEqual(counted);
    expect(factsOf("llm.call", "<xml/>", [own("llm_calls", "count", null)])).toEqual(counted);
  });

  it.each([
    ["usage", { usage_type: "unheard_of", quantity: 1 }, "no_meter"],
    ["usage", { usage_type: "llm_tokens", quantity: 1 }, "no_meter"],
    ["made.up", {}, "no_meter"],
    ["usage", { usage_type: "api" }, "invalid_value"],
    ["usage", { usage_type: "api", quantity: "many" }, "invalid_value"],
    ["usage", { usage_type: "api", quantity: 2 ** 53 }, "number_not_exact"],
    ["llm.call", { usage: { tokens: 1 } }, "invalid_value"],
    ["llm.call", { usage: [{ tokens: 1 }], ms: 1 }, "invalid_value"],
  ])("%s %j is refused as %s", (type, data, refusal) => {
    expect(factsOf(type, data)).toMatchObject({ refusal });
  });
});
