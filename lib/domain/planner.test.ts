import { describe, expect, it } from "vitest";
import { bucketEdges } from "./buckets";
import type { Interval } from "./intervals";
import type { Meter } from "./meters";
import { planHistory, planUsage } from "./planner";
import type { UsageQuery } from "./usage-query";

type Asked = {
  from: string;
  to: string;
  interval?: Interval;
  timezone?: string;
  billing?: string;
  cutAt?: string;
} & Partial<Pick<UsageQuery, "meters" | "dimensions" | "filters" | "asOf">>;

function segmentsOf({ from, to, cutAt, interval, ...more }: Asked): string[] {
  const { timezone = "UTC", billing = "UTC", ...rest } = more;
  const range = { from: new Date(from), to: new Date(to) };
  const settings = { timezone, now: range.to, weekStart: "monday", anchorDay: 1 } as const;
  const edges = [from, ...(cutAt?.split(" ") ?? []), to].map((at) => new Date(at));
  const spans = interval
    ? bucketEdges({ ...range, ...settings, interval })
    : edges.slice(1).map((end, place) => ({ start: edges[place] ?? end, end }));
  const query = { meters: [], dimensions: [], filters: {}, asOf: null, ...rest, spans };
  const short = (at: Date) => at.toISOString().slice(5, 16);
  const { segments, cut } = planUsage(query, billing);
  const parts = segments.map((part) => `${part.source} ${short(part.from)} ${short(part.to)}`);
  if (!cut) return parts;
  const lengths = new Set(cut.moves.map((move) => (move.to.getTime() - move.from.getTime()) / 60_000));
  return [...parts, `moves ${cut.moves.length} x ${[...lengths]} min`];
}

const slowest: Meter = {
  ...{ key: "slowest", displayName: "Slowest", unit: "ms", aggregation: "max", builtIn: false },
  ...{ eventType: "call", valueProperty: "$.ms", groupBy: {}, description: null },
};

const month = { from: "2026-06-01T00:00Z", to: "2026-07-01T00:00Z" };
const wholeMonth = "06-01T00:00 07-01T00:00";

describe("the planner reads", () => {
  it.each<[string, Asked, string[]]>([
    [
      "totals of days of the billing zone",
      { ...month, interval: "day" },
      [`rollup_day_totals ${wholeMonth}`],
    ],
    [
      "totals of days for weeks and months",
      { ...month, interval: "week" },
      [`rollup_day_totals ${wholeMonth}`],
    ],
    ["totals of days for a total", { ...month }, [`rollup_day_totals ${wholeMonth}`]],
    [
      "days by provider for providers",
      {
        ...month,
        dimensions: ["provider"],
        filters: { provider: { include: ["aws"], exclude: [] } },
      },
      [`rollup_day_providers ${wholeMonth}`],
    ],
    [
      "all days for teams of a provider",
      { ...month, dimensions: ["team"], filters: { provider: { include: ["aws"], exclude: [] } } },
      [`rollup_days ${wholeMonth}`],
    ],
    [
      "days for what rollups keep",
      {
        ...month,
        dimensions: ["team", "provider", "file_type"],
        filters: { team: { include: ["a"], exclude: [] } },
      },
      [`rollup_days ${wholeMonth}`],
    ],
    [
      "events for what does not add up",
      { ...month, interval: "day", meters: [slowest] },
      [`events ${wholeMonth}`],
    ],
    [
      "totals of quarter hours for hours",
      { ...month, interval: "hour" },
      [`rollup_quarter_totals ${wholeMonth}`],
    ],
    [
      "all quarter hours for hours of a provider",
      { ...month, interval: "hour", dimensions: ["provider"] },
      [`rollup_quarter_hours ${wholeMonth}`],
    ],
    [
      "days for days of another zone, of which the quarter hours behind its midnights move",
      { from: "2026-05-31T22:00Z", to: "2026-06-30T22:00Z", interval: "day", timezone: "Europe/Berlin" },
      [
        "rollup_quarter_totals 05-31T22:00 06-01T00:00",
        "rollup_day_totals 06-01T00:00 06-30T00:00",
        "rollup_quarter_totals 06-30T00:00 06-30T22:00",
        "moves 29 x 120 min",
      ],
    ],
    [
      "days for months of another zone, of which two hours move",
      { from: "2026-04-30T22:00Z", to: "2026-06-30T22:00Z", interval: "month", timezone: "Europe/Berlin" },
      [
        "rollup_quarter_totals 04-30T22:00 05-01T00:00",
        "rollup_day_totals 05-01T00:00 06-30T00:00",
        "rollup_quarter_totals 06-30T00:00 06-30T22:00",
        "moves 1 x 120 min",
      ],
    ],
    [
      "a day for its parts, of which the shorter one moves",
      { from: "2026-06-01T00:00Z", to: "2026-06-02T00:00Z", cutAt: "2026-06-01T08:00Z" },
      ["rollup_day_totals 06-01T00:00 06-02T00:00", "moves 1 x 480 min"],
    ],
    [
      "quarter hours where more than half of a day would move",
      { from: "2026-06-01T00:00Z", to: "2026-06-02T00:00Z", cutAt: "2026-06-01T08:00Z 2026-06-01T16:00Z" },
      ["rollup_quarter_totals 06-01T00:00 06-02T00:00"],
    ],
    [
      "quarter hours of hours",
      { from: "2026-06-01T00:00Z", to: "2026-06-03T00:00Z", interval: "hour" },
      ["rollup_quarter_totals 06-01T00:00 06-03T00:00"],
    ],
    [
      "days again when that zone is the billing zone",
      {
        from: "2026-05-31T22:00Z",
        to: "2026-06-30T22:00Z",
        interval: "day",
        timezone: "Europe/Berlin",
        billing: "Europe/Berlin",
      },
      ["rollup_day_totals 05-31T22:00 06-30T22:00"],
    ],
    [
      "each part of a ragged range from its own table",
      { from: "2026-06-01T10:07Z", to: "2026-06-04T09:20Z" },
      [
        "events 06-01T10:07 06-01T10:15",
        "rollup_quarter_totals 06-01T10:15 06-02T00:00",
        "rollup_day_totals 06-02T00:00 06-04T00:00",
        "rollup_quarter_totals 06-04T00:00 06-04T09:15",
        "events 06-04T09:15 06-04T09:20",
      ],
    ],
    [
      "quarter hours within one day",
      { from: "2026-06-01T10:15Z", to: "2026-06-01T11:00Z" },
      ["rollup_quarter_totals 06-01T10:15 06-01T11:00"],
    ],
    [
      "events within one quarter hour",
      { from: "2026-06-01T10:16Z", to: "2026-06-01T10:29Z" },
      ["events 06-01T10:16 06-01T10:29"],
    ],
    [
      "totals of days for billing periods",
      { ...month, interval: "billing_period" },
      [`rollup_day_totals ${wholeMonth}`],
    ],
    [
      "all days by file type",
      { ...month, interval: "day", dimensions: ["file_type"] },
      [`rollup_days ${wholeMonth}`],
    ],
    [
      "all days where a team is left out",
      { ...month, filters: { team: { include: [], exclude: [null] } } },
      [`rollup_days ${wholeMonth}`],
    ],
    [
      "days within another zone's month, and quarter hours at its ends",
      { from: "2026-05-31T18:15Z", to: "2026-06-30T18:15Z", interval: "month", timezone: "Asia/Kathmandu" },
      [
        "rollup_quarter_totals 05-31T18:15 06-01T00:00",
        "rollup_day_totals 06-01T00:00 06-30T00:00",
        "rollup_quarter_totals 06-30T00:00 06-30T18:15",
      ],
    ],
    [
      "totals of quarter hours for hours that are cut by half",
      {
        from: "2024-04-06T13:00Z",
        to: "2024-04-07T13:30Z",
        interval: "hour",
        timezone: "Australia/Lord_Howe",
      },
      ["rollup_quarter_totals 04-06T13:00 04-07T13:30"],
    ],
    [
      "days of 23 hours of the billing zone",
      {
        from: "2024-03-30T23:00Z",
        to: "2024-03-31T22:00Z",
        interval: "day",
        timezone: "Europe/Berlin",
        billing: "Europe/Berlin",
      },
      ["rollup_day_totals 03-30T23:00 03-31T22:00"],
    ],
    [
      "events and quarter hours, but no days, of a ragged range before 2012",
      { from: "2011-06-01T10:07Z", to: "2011-06-03T00:00Z" },
      ["events 06-01T10:07 06-01T10:15", "rollup_quarter_totals 06-01T10:15 06-03T00:00"],
    ],
    [
      "events where one bucket ends within a quarter hour",
      { from: "2026-06-01T00:00Z", to: "2026-06-03T00:00Z", cutAt: "2026-06-01T12:01Z" },
      ["events 06-01T00:00 06-03T00:00"],
    ],
    ["events by subject", { ...month, dimensions: ["subject"] }, [`events ${wholeMonth}`]],
    [
      "events of one API key",
      { ...month, filters: { api_key: { include: ["k"], exclude: [] } } },
      [`events ${wholeMonth}`],
    ],
    ["events as of an earlier instant", { ...month, asOf: new Date(month.from) }, [`events ${wholeMonth}`]],
    [
      "no days before 2012",
      { from: "2011-12-01T00:00Z", to: "2011-12-03T00:00Z", interval: "day" },
      ["rollup_quarter_totals 12-01T00:00 12-03T00:00"],
    ],
  ])("%s", (_, asked, segments) => {
    expect(segmentsOf(asked)).toEqual(segments);
  });

  it("nothing where the range holds no instant", () => {
    expect(
      planUsage({ meters: [], dimensions: [], filters: {}, asOf: null, spans: [] }, "UTC").segments,
    ).toEqual([]);
  });
});

it.each<[string, Partial<UsageQuery>, string]>([
  ["of all events", {}, "rollup_day_totals"],
  ["of a provider", { filters: { provider: { include: ["aws"], exclude: [] } } }, "rollup_day_providers"],
  ["of a team", { filters: { team: { include: ["web"], exclude: [] } } }, "rollup_days"],
])("all times at once need no edges: the days %s", (_, asked, source) => {
  const span = { start: new Date("1999-12-31T00:00Z"), end: new Date("2101-01-02T00:00Z") };
  const query = { meters: [], dimensions: [], filters: {}, asOf: null, ...asked, spans: [span] };
  expect(planHistory(query, "Pacific/Apia").segments).toEqual([{ source, from: span.start, to: span.end }]);
});

it.each<[string, Partial<UsageQuery>, string | null]>([
  ["a meter that does not add up", { meters: [slowest] }, "usage_types"],
  ["an earlier instant", { asOf: new Date(month.from) }, "as_of"],
  ["a dimension that rollups lack", { dimensions: ["subject"] }, "breakdowns"],
  ["a filter that rollups lack", { filters: { api_key: { include: ["k"], exclude: [] } } }, "api_key_ids"],
  ["nothing but sums", {}, null],
])("the plan names the parameter for whose sake it reads events: %s", (_, asked, parameter) => {
  const spans = [{ start: new Date(month.from), end: new Date(month.to) }];
  const query = { meters: [], dimensions: [], filters: {}, asOf: null, ...asked, spans };
  expect(planUsage(query, "UTC").parameter).toBe(parameter);
});
