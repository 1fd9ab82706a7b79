import { describe, expect, it } from "vitest";
import { settingsChange } from "@/lib/contracts/settings";
import { recordEvents } from "@/lib/services/events/record-events";
import { compactDays } from "@/lib/services/rollups/compact-days";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { upload } from "@/lib/testing/usage-events";
import { changeSettings, getSettings } from "./organization-settings";

const database = useDatabase();

const change = (context: Parameters<typeof changeSettings>[0], body: unknown) => {
  const parsed = settingsChange.body?.parse(body);
  if (!parsed) throw new Error("The settings take a body.");
  return changeSettings(context, { body: parsed });
};

describe("the settings of an organization", () => {
  it("are what it was made with, until they are changed one by one", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db, { name: "Acme" });
      const made = await getSettings(context);
      expect(made).toEqual({
        ...{ id: context.tenantId, slug: context.tenant.slug, name: "Acme", timezone: "UTC" },
        ...{ billing_anchor_day: 1, week_start: "monday", currency: "USD" },
        ...{ retention_days: null, events_kept_from: null },
      });
      expect(await change(context, {})).toEqual(made);
      const changes = {
        ...{ name: "Acme Ltd", timezone: "Asia/Kolkata", billing_anchor_day: 31 },
        ...{ week_start: "sunday", currency: "JPY", retention_days: 30 },
      };
      for (const [field, value] of Object.entries(changes)) {
        const before = await getSettings(context);
        expect(await change(context, { [field]: value })).toEqual({ ...before, [field]: value });
      }
      expect(await change(context, { retention_days: null })).toMatchObject({ retention_days: null });
    }));

  it("are changed all together or not at all", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      const made = await getSettings(context);
      // A name that this machine's calendar knows and Postgres does not.
      const body = { name: "Other", timezone: "Factory/Nowhere" };
      await expect(changeSettings(context, { body })).rejects.toMatchObject({
        ...{ code: "unknown_time_zone", field: "timezone" },
      });
      expect(await getSettings(context)).toEqual(made);
    }));

  it("move days to another zone at once", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await recordFixture(context, [upload("2026-11-10T23:00:00Z")]);
      await compactDays(db);
      await change(context, { timezone: "Europe/Berlin", name: "Moved" });
      expect(await compactDays(db)).toEqual({ days: 1 });
    }));

  it("limit what is taken in from then on", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await recordFixture(context, [upload("2026-10-01T00:00:00Z")]);
      await change(context, { retention_days: 30 });
      const late = { rejected: 1, results: [{ code: "too_old" }] };
      expect(await recordEvents(context, [upload("2026-10-01T00:00:00Z")])).toMatchObject(late);
    }));

  it("of another organization stay", () =>
    database.inTransaction(async (db) => {
      const [context, other] = [await makeOrganization(db), await makeOrganization(db)];
      const before = await getSettings(other);
      await change(context, { name: "Mine", timezone: "Asia/Tokyo", retention_days: 1 });
      expect(await getSettings(other)).toEqual(before);
    }));
});

describe("a change is refused by its field", () => {
  it.each([
    [{ timezone: "+02:00" }, "timezone"],
    [{ billing_anchor_day: 0 }, "billing_anchor_day"],
    [{ billing_anchor_day: 32 }, "billing_anchor_day"],
    [{ billing_anchor_day: 1.5 }, "billing_anchor_day"],
    [{ billing_anchor_day: "1" }, "billing_anchor_day"],
    [{ week_start: "Sunday" }, "week_start"],
    [{ currency: "usd" }, "currency"],
    [{ currency: "ABC" }, "currency"],
    [{ retention_days: 0 }, "retention_days"],
    [{ retention_days: 36_501 }, "retention_days"],
    [{ name: " " }, "name"],
    [{ name: "A\u0000" }, "name"],
  ])("%j", (body, field) => {
    const parsed = settingsChange.body?.safeParse(body);
    expect(parsed?.error?.issues.map(({ path }) => path.join("."))).toEqual([field]);
  });

  it("and a field that is none is not passed over", () => {
    expect(settingsChange.body?.safeParse({ plan: "pro" }).success).toBe(false);
    expect(settingsChange.body?.safeParse({ slug: "x" }).success).toBe(false);
  });
});
