import { describe, expect, it } from "vitest";
import {
  type ArchivedSpan,
  archivedFacts,
  boundsWithArchived,
  refuseArchived,
  refuseListed,
} from "./archived-spans";
import { BUILT_IN_METERS, type Meter } from "./meters";

const counted = { events: 3, first: "2026-01-02T10:07:00.000Z", last: "2026-01-30T22:50:00.000Z" };
const january: ArchivedSpan = {
  start: new Date("2026-01-01T00:00:00Z"),
  end: new Date("2026-02-01T00:00:00Z"),
  reason: "archive",
  contents: { "request:success": counted, "type:llm.call": counted },
};
const expired: ArchivedSpan = {
  ...january,
  start: new Date("2025-06-01T00:00:00Z"),
  end: new Date("2025-12-03T00:00:00Z"),
  reason: "retention",
};
const archived = { archived: [expired, january] };
const span = (start: string, end: string) => ({ start: new Date(start), end: new Date(end) });

describe("a question that needs single events", () => {
  it("is refused over an archived month, by the name of its parameter", () => {
    const needs = { field: "usage_types", facts: ["type:llm.call"], because: "unique_count" };
    expect(() => refuseArchived(archived, span("2026-01-31T23:00Z", "2026-03-01T00:00Z"), needs)).toThrow(
      expect.objectContaining({
        code: "archived",
        field: "usage_types",
        message:
          "is answered from single events (unique_count), but the events of 2026-01-01 to 2026-01-31 are archived: ask for sums only, or restore the archive",
      }),
    );
  });

  it("is refused over what the retention deleted, which nothing brings back", () => {
    expect(() =>
      refuseArchived(archived, span("2025-12-01T00:00Z", "2025-12-09T00:00Z"), { field: "from" }),
    ).toThrow("but the events of 2025-06-01 to 2025-12-02 were deleted by the retention: ask for sums only");
  });

  it.each([
    ["beside the month", span("2026-02-01T00:00Z", "2026-03-01T00:00Z"), undefined],
    ["up to its first instant", span("2025-12-03T00:00Z", "2026-01-01T00:00Z"), undefined],
    [
      "of facts that the month does not hold",
      span("2026-01-01T00:00Z", "2026-02-01T00:00Z"),
      ["upload:success"],
    ],
    ["of no facts", span("2026-01-01T00:00Z", "2026-02-01T00:00Z"), []],
  ])("is answered %s", (_, asked, facts) => {
    refuseArchived(archived, asked, { field: "from", ...(facts ? { facts } : {}) });
  });
});

describe("a list of events", () => {
  it.each([
    [{ from: new Date("2026-01-31T00:00Z") }, "from"],
    [{ from: new Date("2026-01-01T00:00Z"), to: new Date("2026-01-02T00:00Z") }, "from"],
    [{ to: new Date("2026-02-01T00:00Z") }, "to"],
  ])("is refused where it begins or ends in an archived time", (asked, field) => {
    expect(() => refuseListed(archived, asked)).toThrow(expect.objectContaining({ code: "archived", field }));
  });

  it.each([{}, { from: new Date("2026-02-01T00:00Z") }, { to: new Date("2026-02-01T00:00:00.001Z") }])(
    "is answered elsewhere",
    (asked) => refuseListed(archived, asked),
  );
});

describe("what feeds a meter in an archived time", () => {
  it("is its facts, and for meters of own types the type", () => {
    const api = BUILT_IN_METERS.find(({ key }) => key === "api");
    const own: Meter = {
      ...{ key: "tokens", displayName: "Tokens", unit: "token", aggregation: "sum", builtIn: false },
      ...{ eventType: "llm.call", valueProperty: "$.tokens", groupBy: {}, description: null },
    };
    expect(archivedFacts(api ? [api, own] : [])).toEqual([
      ...["request:success", "request:failure", "request:unknown", "api", "type:llm.call"],
    ]);
  });

  it("widens the bounds to the quarter hours of its first and last event", () => {
    const stored = { from: new Date("2026-01-15T08:01Z"), to: new Date("2026-02-03T04:05Z") };
    expect(boundsWithArchived(stored, [january], ["type:llm.call"])).toEqual({
      from: new Date("2026-01-02T10:00Z"),
      to: new Date("2026-02-03T04:15Z"),
    });
    expect(boundsWithArchived(undefined, [january], ["request:success"])).toEqual({
      from: new Date("2026-01-02T10:00Z"),
      to: new Date("2026-01-30T23:00Z"),
    });
    expect(boundsWithArchived(stored, [january], ["upload:success"])).toBe(stored);
  });
});
