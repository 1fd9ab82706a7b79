import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { Db } from "@/db/client";
import { asOperator } from "@/db/scope";
import { changeTimezone } from "@/lib/services/organizations/change-timezone";
import { compactDays } from "@/lib/services/rollups/compact-days";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";

const database = useDatabase();

const compute = (time: string, quantity: number | string = 1, team_id?: string) => ({
  id: `${time} ${team_id}`,
  source: "meters",
  type: "usage",
  time,
  data: { usage_type: "compute", quantity, team_id },
});
const computes = (times: string[]) => times.map((time) => compute(time));

async function days(db: Db) {
  const { rows } = await asOperator(db, (tx) =>
    tx.execute(sql`select usage_date, sum(event_count)::int as events, sum(quantity)::text as quantity
      from rollup_days group by 1 order by 1`),
  );
  return rows.map(({ usage_date, events, quantity }) => [usage_date, events, quantity]);
}

async function dirtyDays(db: Db) {
  const { rows } = await asOperator(db, (tx) =>
    tx.execute(sql`select distinct usage_date from dirty_days order by 1`),
  );
  return rows.map(({ usage_date }) => usage_date);
}

describe("compactDays", () => {
  it("adds up the quarter hours of a day by team, and leaves the day clean", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await recordFixture(context, [
        compute("2026-11-19T00:00:00Z", "0.1"),
        compute("2026-11-19T23:59:59.999999Z", "0.2"),
        compute("2026-11-19T12:00:00Z", 5, "web"),
        compute("2026-11-20T00:00:00Z", -1),
      ]);
      expect(await compactDays(db)).toEqual({ days: 2 });
      expect(await dirtyDays(db)).toEqual([]);
      const { rows } = await asOperator(db, (tx) =>
        tx.execute(
          sql`select usage_date, fact, team_id, event_count, quantity from rollup_days order by 1, 3`,
        ),
      );
      const day = { usage_date: "2026-11-19", fact: "compute" };
      expect(rows).toEqual([
        { ...day, team_id: "", event_count: "2", quantity: "0.3" },
        { ...day, team_id: "web", event_count: "1", quantity: "5" },
        { ...day, usage_date: "2026-11-20", team_id: "", event_count: "1", quantity: "-1" },
      ]);
      expect(await compactDays(db)).toEqual({ days: 0 });
    }));

  it("rebuilds a day that got another event, and only for the organization asked for", () =>
    database.inTransaction(async (db) => {
      const ours = await makeOrganization(db);
      const theirs = await makeOrganization(db);
      await recordFixture(ours, computes(["2026-11-18T01:00:00Z", "2026-11-19T01:00:00Z"]));
      await compactDays(db);
      await recordFixture(ours, computes(["2026-11-19T02:00:00Z"]));
      await recordFixture(theirs, computes(["2026-11-01T00:00:00Z"]));
      expect(await dirtyDays(db)).toEqual(["2026-11-01", "2026-11-19"]);
      expect(await compactDays(db, { organizationId: ours.tenantId })).toEqual({ days: 1 });
      expect(await dirtyDays(db)).toEqual(["2026-11-01"]);
      expect(await days(db)).toEqual([
        ["2026-11-18", 1, "1"],
        ["2026-11-19", 2, "2"],
      ]);
    }));

  it("gets through more days than one transaction takes", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      const noon = Array.from({ length: 130 }, (_, day) => new Date(Date.UTC(2026, 5, 1 + day, 12)));
      await recordFixture(context, computes(noon.map((at) => at.toISOString())));
      expect(await compactDays(db)).toEqual({ days: 130 });
      expect(await days(db)).toHaveLength(130);
    }));

  it.each([
    {
      // 25 hours: 22:00Z of the 24th to 23:00Z of the 25th.
      timezone: "Europe/Berlin",
      times: ["2026-10-24T21:59:59Z", "2026-10-24T22:00:00Z", "2026-10-25T22:59:59Z", "2026-10-25T23:00:00Z"],
      expected: [
        ["2026-10-24", 1, "1"],
        ["2026-10-25", 2, "2"],
        ["2026-10-26", 1, "1"],
      ],
    },
    {
      // 23 hours: 23:00Z of the 28th to 22:00Z of the 29th.
      timezone: "Europe/Berlin",
      times: ["2026-03-28T22:59:59Z", "2026-03-28T23:00:00Z", "2026-03-29T21:59:59Z", "2026-03-29T22:00:00Z"],
      expected: [
        ["2026-03-28", 1, "1"],
        ["2026-03-29", 2, "2"],
        ["2026-03-30", 1, "1"],
      ],
    },
    {
      // Midnight comes twice: the 3rd lasts from 04:00Z to 05:00Z of the 4th, and 05:00Z is its 00:00 again.
      timezone: "America/Havana",
      times: ["2024-11-03T03:59:59Z", "2024-11-03T04:00:00Z", "2024-11-03T05:00:00Z", "2024-11-04T04:59:59Z"],
      expected: [
        ["2024-11-02", 1, "1"],
        ["2024-11-03", 3, "3"],
      ],
    },
    {
      // There was no 30th: 10:00Z of that UTC day is the edge between the 29th and the 31st.
      timezone: "Pacific/Apia",
      times: ["2011-12-29T10:00:00Z", "2011-12-30T09:59:59Z", "2011-12-30T10:00:00Z", "2011-12-31T09:59:59Z"],
      expected: [
        ["2011-12-29", 2, "2"],
        ["2011-12-31", 2, "2"],
      ],
    },
    {
      // Three quarters of an hour past the hour: midnight is 18:15Z.
      timezone: "Asia/Kathmandu",
      times: ["2026-11-01T18:14:59Z", "2026-11-01T18:15:00Z"],
      expected: [
        ["2026-11-01", 1, "1"],
        ["2026-11-02", 1, "1"],
      ],
    },
  ])("cuts days at the midnights of $timezone", ({ timezone, times, expected }) =>
    database.inTransaction(async (db) => {
      await recordFixture(await makeOrganization(db, { timezone }), computes(times));
      await compactDays(db);
      expect(await days(db)).toEqual(expected);
    }),
  );
});

describe("changeTimezone", () => {
  it("moves every day to the new zone", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await recordFixture(context, computes(["2026-11-18T22:30:00Z", "2026-11-18T23:30:00Z"]));
      await compactDays(db);
      await changeTimezone(context, "Europe/Berlin");
      expect(await days(db)).toEqual([]);
      expect(await dirtyDays(db)).toEqual(["2026-11-18", "2026-11-19"]);
      await compactDays(db);
      expect(await days(db)).toEqual([
        ["2026-11-18", 1, "1"],
        ["2026-11-19", 1, "1"],
      ]);
    }));

  it("refuses a zone that nobody knows and keeps the old one", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await expect(changeTimezone(context, "+02:00")).rejects.toThrow(/IANA time zone/);
      await expect(changeTimezone(context, "posixrules")).rejects.toThrow(/IANA time zone/);
      await recordFixture(context, computes(["2026-11-18T23:30:00Z"]));
      expect(await dirtyDays(db)).toEqual(["2026-11-18"]);
    }));
});
