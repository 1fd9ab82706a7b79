import { describe, expect, it } from "vitest";
import { cancelEvent } from "@/lib/services/events/cancel-event";
import { eventId } from "@/lib/services/events/event-identity";
import { useDatabase } from "@/lib/testing/database";
import { problemOf, prompt, useOpenMeter, windowsOf } from "@/lib/testing/openmeter-client";

const database = useDatabase();
const served = useOpenMeter(database);

describe("queries", () => {
  it(
    "give only windows that hold events",
    served(async ({ openmeter, context }) => {
      await openmeter.events.ingest([
        prompt("1", "2026-03-02T10:00:30Z", 5),
        prompt("2", "2026-03-02T10:00:59Z", 1),
        prompt("3", "2026-03-02T12:30:00Z", 2),
        prompt("4", "2026-03-04T00:00:00Z", 4),
        prompt("5", "2026-03-03T12:00:00Z", 9),
      ]);
      await cancelEvent(context, { id: eventId("app", "5") });
      const by = async (windowSize: "MINUTE" | "HOUR" | "DAY" | "MONTH") =>
        windowsOf((await openmeter.meters.query("tokens", { windowSize }))?.data ?? []);
      expect(await by("MINUTE")).toEqual([
        ["2026-03-02T10:00", "2026-03-02T10:01", 6],
        ["2026-03-02T12:30", "2026-03-02T12:31", 2],
        ["2026-03-04T00:00", "2026-03-04T00:01", 4],
      ]);
      expect(await by("HOUR")).toEqual([
        ["2026-03-02T10:00", "2026-03-02T11:00", 6],
        ["2026-03-02T12:00", "2026-03-02T13:00", 2],
        ["2026-03-04T00:00", "2026-03-04T01:00", 4],
      ]);
      expect(await by("DAY")).toEqual([
        ["2026-03-02T00:00", "2026-03-03T00:00", 8],
        ["2026-03-04T00:00", "2026-03-05T00:00", 4],
      ]);
      expect(await by("MONTH")).toEqual([["2026-03-01T00:00", "2026-04-01T00:00", 12]]);
      const from = new Date("2026-03-02T11:00:00Z");
      const to = new Date("2026-03-04T00:00:00Z");
      const cut = await openmeter.meters.query("tokens", { from, to, windowSize: "DAY" });
      // The window is whole; what happened before the range does not count.
      expect(windowsOf(cut?.data ?? [])).toEqual([["2026-03-02T00:00", "2026-03-03T00:00", 2]]);
      expect(cut).toMatchObject({ from, to, windowSize: "DAY" });
    }),
  );

  it(
    "know days of 23 and 25 hours and repeated hours",
    served(async ({ openmeter }) => {
      // Berlin: 29 March 2026 has 23 hours, 26 October 2025 has 25 and two hours from two o'clock.
      await openmeter.events.ingest([
        prompt("1", "2026-03-28T23:00:00Z", 1),
        prompt("2", "2026-03-29T21:59:59Z", 2),
        prompt("3", "2026-03-29T22:00:00Z", 4),
        prompt("4", "2025-10-25T22:00:00Z", 8),
        prompt("5", "2025-10-26T22:59:59Z", 16),
        prompt("6", "2025-10-26T00:30:00Z", 32),
        prompt("7", "2025-10-26T01:30:00Z", 64),
      ]);
      const windowTimeZone = "Europe/Berlin";
      const days = await openmeter.meters.query("tokens", { windowSize: "DAY", windowTimeZone });
      expect(windowsOf(days?.data ?? [])).toEqual([
        ["2025-10-25T22:00", "2025-10-26T23:00", 120],
        ["2026-03-28T23:00", "2026-03-29T22:00", 3],
        ["2026-03-29T22:00", "2026-03-30T22:00", 4],
      ]);
      const to = new Date("2025-10-26T02:00:00Z");
      const hours = await openmeter.meters.query("tokens", { windowSize: "HOUR", windowTimeZone, to });
      expect(windowsOf(hours?.data ?? [])).toEqual([
        ["2025-10-25T22:00", "2025-10-25T23:00", 8],
        ["2025-10-26T00:00", "2025-10-26T01:00", 32],
        ["2025-10-26T01:00", "2025-10-26T02:00", 64],
      ]);
    }),
  );

  it(
    "refuse what they cannot mean",
    served(async ({ openmeter, key, url }) => {
      const status = async (search: string, slug = "tokens") => {
        const address = `${url}/api/v1/meters/${slug}/query${search}`;
        const response = await fetch(address, { headers: { authorization: `Bearer ${key}` } });
        return [response.status, (await response.json()).code];
      };
      expect(await status("?windowSize=WEEK")).toEqual([400, "invalid_parameter"]);
      expect(await status("?windowTimeZone=Mars/Base")).toEqual([400, "unknown_time_zone"]);
      expect(await status("?from=yesterday")).toEqual([400, "invalid_date"]);
      expect(await status("?from=2026-03-02T00:00:00Z&to=2026-03-02T00:00:00Z")).toEqual([
        400,
        "range_reversed",
      ]);
      expect(await status("?groupBy=color")).toEqual([400, "invalid_parameter"]);
      expect(await status("?groupBy=constructor")).toEqual([400, "invalid_parameter"]);
      expect(await status("?filterGroupBy[color]=red")).toEqual([400, "invalid_parameter"]);
      expect(await status("?window=DAY")).toEqual([400, "unknown_parameter"]);
      expect(await status("?windowSize=DAY&windowSize=DAY")).toEqual([400, "duplicate_parameter"]);
      expect(await status("?windowSize=MINUTE&from=2026-01-01T00:00:00Z&to=2026-03-02T00:00:00Z")).toEqual([
        400,
        "too_many_points",
      ]);
      expect(await status("", "nothing")).toEqual([404, "not_found"]);
      const empty = await openmeter.meters.query("tokens", { windowSize: "DAY" });
      expect(empty).toEqual({ windowSize: "DAY", data: [] });
      const sent = { slug: "late", aggregation: "COUNT", eventType: "x", eventFrom: new Date() } as const;
      expect(await problemOf(openmeter.meters.create(sent))).toMatchObject({ status: 400 });
    }),
  );
});
