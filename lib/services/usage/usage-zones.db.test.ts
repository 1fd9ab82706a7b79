import { describe, expect, it } from "vitest";
import type { Context } from "@/db/context";
import { usageSeries } from "@/lib/contracts/usage-series";
import { compactDays } from "@/lib/services/rollups/compact-days";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { usage } from "@/lib/testing/usage-events";
import { askUsage } from "@/lib/testing/usage-questions";
import { getUsageSeries } from "./get-usage-series";

const database = useDatabase();

type Cells = Record<string, string>;
type Case = {
  timezone: string;
  /** Instants in UTC, one unit of usage at each. */
  times: string[];
  days: [first: string, last: string];
  cells: { day: Cells; week?: Cells; week_from_sunday?: Cells; month?: Cells; hour?: Cells };
};

const CASES: [string, Case][] = [
  [
    "a leap day in UTC",
    {
      timezone: "UTC",
      times: ["2024-02-28T23:59:59Z", "2024-02-29T00:00:00Z", "2024-02-29T23:59:59Z", "2024-03-01T00:00:00Z"],
      days: ["2024-02-20", "2024-03-05"],
      cells: {
        day: { "2024-02-28": "1", "2024-02-29": "2", "2024-03-01": "1" },
        week: { "2024-02-26": "4" },
        month: { "2024-02-01": "3", "2024-03-01": "1" },
      },
    },
  ],
  [
    "half an hour: Kolkata's day begins at 18:30Z, here a Monday",
    {
      timezone: "Asia/Kolkata",
      times: ["2024-06-09T18:29:59Z", "2024-06-09T18:30:00Z"],
      days: ["2024-06-05", "2024-06-12"],
      cells: {
        day: { "2024-06-09": "1", "2024-06-10": "1" },
        week: { "2024-06-03": "1", "2024-06-10": "1" },
        week_from_sunday: { "2024-06-09": "2" },
        hour: { "2024-06-09T23:00:00+05:30": "1", "2024-06-10T00:00:00+05:30": "1" },
      },
    },
  ],
  [
    "three quarters of an hour: Kathmandu's day and month begin at 18:15Z",
    {
      timezone: "Asia/Kathmandu",
      times: ["2024-06-30T18:14:59Z", "2024-06-30T18:15:00Z"],
      days: ["2024-06-25", "2024-07-02"],
      cells: {
        day: { "2024-06-30": "1", "2024-07-01": "1" },
        month: { "2024-06-01": "1", "2024-07-01": "1" },
      },
    },
  ],
  [
    "a day of 23 hours in Berlin",
    {
      timezone: "Europe/Berlin",
      times: [
        "2024-03-30T22:59:59Z",
        "2024-03-31T00:30:00Z",
        "2024-03-31T01:30:00Z",
        "2024-03-31T21:59:59Z",
        "2024-03-31T22:00:00Z",
      ],
      days: ["2024-03-25", "2024-04-02"],
      cells: {
        day: { "2024-03-30": "1", "2024-03-31": "3", "2024-04-01": "1" },
        week: { "2024-03-25": "4", "2024-04-01": "1" },
        week_from_sunday: { "2024-03-24": "1", "2024-03-31": "4" },
        month: { "2024-03-01": "4", "2024-04-01": "1" },
        hour: {
          "2024-03-30T23:00:00+01:00": "1",
          "2024-03-31T01:00:00+01:00": "1",
          "2024-03-31T03:00:00+02:00": "1",
          "2024-03-31T23:00:00+02:00": "1",
          "2024-04-01T00:00:00+02:00": "1",
        },
      },
    },
  ],
  [
    "Havana's midnight, which comes twice",
    {
      timezone: "America/Havana",
      times: [
        "2024-11-03T03:59:59Z",
        "2024-11-03T04:30:00Z",
        "2024-11-03T05:30:00Z",
        "2024-11-04T04:59:59Z",
        "2024-11-04T05:00:00Z",
      ],
      days: ["2024-10-30", "2024-11-06"],
      cells: {
        day: { "2024-11-02": "1", "2024-11-03": "3", "2024-11-04": "1" },
        week: { "2024-10-28": "4", "2024-11-04": "1" },
        week_from_sunday: { "2024-10-27": "1", "2024-11-03": "4" },
        hour: {
          "2024-11-02T23:00:00-04:00": "1",
          "2024-11-03T00:00:00-04:00": "1",
          "2024-11-03T00:00:00-05:00": "1",
          "2024-11-03T23:00:00-05:00": "1",
          "2024-11-04T00:00:00-05:00": "1",
        },
      },
    },
  ],
  [
    "Cairo's midnight, which is skipped",
    {
      timezone: "Africa/Cairo",
      times: ["2024-04-25T21:59:59Z", "2024-04-25T22:00:00Z", "2024-04-26T20:59:59Z", "2024-04-26T21:00:00Z"],
      days: ["2024-04-24", "2024-04-28"],
      cells: {
        day: { "2024-04-25": "1", "2024-04-26": "2", "2024-04-27": "1" },
        hour: {
          "2024-04-25T23:00:00+02:00": "1",
          "2024-04-26T01:00:00+03:00": "1",
          "2024-04-26T23:00:00+03:00": "1",
          "2024-04-27T00:00:00+03:00": "1",
        },
      },
    },
  ],
  [
    "the 30 December that Apia never had",
    {
      timezone: "Pacific/Apia",
      times: ["2011-12-30T09:59:59Z", "2011-12-30T10:00:00Z", "2011-12-31T09:59:59Z", "2011-12-31T10:00:00Z"],
      days: ["2011-12-26", "2012-01-03"],
      cells: {
        day: { "2011-12-29": "1", "2011-12-31": "2", "2012-01-01": "1" },
        week: { "2011-12-26": "4" },
        month: { "2011-12-01": "3", "2012-01-01": "1" },
      },
    },
  ],
  [
    "the half hour that Lord Howe turns its clocks by",
    {
      timezone: "Australia/Lord_Howe",
      times: [
        "2024-04-06T12:59:59Z",
        "2024-04-06T14:45:00Z",
        "2024-04-06T15:15:00Z",
        "2024-04-07T13:29:59Z",
        "2024-04-07T13:30:00Z",
      ],
      days: ["2024-04-03", "2024-04-10"],
      cells: {
        day: { "2024-04-06": "1", "2024-04-07": "3", "2024-04-08": "1" },
        week: { "2024-04-01": "4", "2024-04-08": "1" },
        week_from_sunday: { "2024-03-31": "1", "2024-04-07": "4" },
        hour: {
          "2024-04-06T23:00:00+11:00": "1",
          "2024-04-07T01:00:00+11:00": "1",
          "2024-04-07T01:30:00+10:30": "1",
          "2024-04-07T23:00:00+10:30": "1",
          "2024-04-08T00:00:00+10:30": "1",
        },
      },
    },
  ],
];

async function series(context: Context, parameters: Record<string, string>) {
  const asked = { usage_type: "compute", ...parameters };
  const { results } = await askUsage(usageSeries, getUsageSeries, context, asked);
  const [line] = results;
  if (!line) throw new Error("A named meter has a series.");
  const cells = line.dates.map((date, place): [string, string] => [date, line.data_exact[place] ?? "0"]);
  return { cells: Object.fromEntries(cells.filter(([, amount]) => amount !== "0")), total: line.total };
}

async function expectCells(context: Context, { timezone, days, cells }: Case) {
  const [start_date, end_date] = days;
  for (const [name, expected] of Object.entries(cells)) {
    const [interval = "", from] = name.split("_from_");
    const weekStart = from === "sunday" ? "sunday" : "monday";
    const own = { ...context, tenant: { ...context.tenant, weekStart } as const };
    const told = await series(own, { start_date, end_date, timezone, interval });
    expect([name, told.cells]).toEqual([name, expected]);
  }
}

const OTHERS = [
  "UTC",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "America/Havana",
  "Pacific/Apia",
  "Australia/Lord_Howe",
];

describe.each(CASES)("%s", (_, one) => {
  it.each(["UTC", one.timezone])("is counted right, also from the days of %s", (billing) =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db, { timezone: billing });
      await recordFixture(
        context,
        one.times.map((time) => usage(time, "compute", "1")),
      );
      await expectCells(context, one);
      await compactDays(db, { organizationId: context.tenantId });
      await expectCells(context, one);
      const first = new Date(Date.parse(one.times[0] ?? "") - 900_000).toISOString();
      const end = new Date(Date.parse(one.times.at(-1) ?? "") + 900_000).toISOString();
      for (const timezone of OTHERS)
        for (const interval of ["hour", "day", "week", "month"]) {
          const { total } = await series(context, { from: first, to: end, timezone, interval });
          expect([timezone, interval, total]).toEqual([timezone, interval, String(one.times.length)]);
        }
    }),
  );
});
