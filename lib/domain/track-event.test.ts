import { expect, it } from "vitest";
import type { Meter } from "@/lib/domain/meters";
import { trackedEvent } from "@/lib/domain/track-event";

type Own = Pick<Meter, "key" | "eventType" | "valueProperty" | "aggregation">;
const own = (valueProperty: string | null, aggregation: Meter["aggregation"] = "sum"): Own => ({
  ...{ key: "tokens", eventType: "llm.call", valueProperty, aggregation },
});
const asked = (quantity: string, properties: Record<string, unknown> = {}) => ({
  key: "tokens",
  quantity,
  properties,
});

it("sends generic usage for generic and unknown meters", () => {
  const data = { usage_type: "tokens", quantity: "-2.5", model: "small" };
  const generic = { ...own("$.quantity"), eventType: "usage" };
  for (const meter of [generic, undefined])
    expect(trackedEvent(meter, asked("-2.5", { model: "small" }))).toEqual({ type: "usage", data });
});

it("puts the quantity where the meter reads it, beside what is there", () => {
  expect(trackedEvent(own("$.n"), asked("3", { model: "small" }))).toEqual({
    type: "llm.call",
    data: { model: "small", n: "3" },
  });
  expect(trackedEvent(own("$.usage.tokens.all"), asked("3", { usage: { cached: 1 } })).data).toEqual({
    usage: { cached: 1, tokens: { all: "3" } },
  });
  expect(trackedEvent(own(null, "count"), asked("1", { model: "small" })).data).toEqual({ model: "small" });
});

it.each([
  [own(null, "count"), asked("2"), "tokens counts its events: one of them is 1."],
  [own("$.n"), asked("2", { n: 3 }), "$.n is where the quantity of tokens stands."],
  [own("$.usage.n"), asked("2", { usage: 3 }), "usage must be an object"],
])("refuses %j with %j", (meter, given, sentence) => {
  expect(() => trackedEvent(meter, given)).toThrow(sentence);
});
