import { expect, it } from "vitest";
import type { Context } from "@/db/context";
import { usageCheck } from "@/lib/contracts/usage-check";
import { checkUsage } from "@/lib/services/quotas/check-usage";
import { putQuotas } from "@/lib/services/quotas/put-quotas";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { usage } from "@/lib/testing/usage-events";

const database = useDatabase();
const AT = "2026-11-20T10:00:00Z";

const limit = (context: Context, limit: string | null, hard = true, period: "day" | "month" = "month") =>
  putQuotas(context, { body: [{ usage_type: "api", limit, hard, period }] });
const check = async (context: Context, quantity: string, hold_seconds?: number) =>
  usageCheck.response.parse(
    await checkUsage(context, {
      body: { usage_type: "api", quantity, ...(hold_seconds === undefined ? {} : { hold_seconds }) },
    }),
  );
const later = (context: Context, seconds: number): Context => ({
  ...context,
  now: new Date(context.now.getTime() + seconds * 1000),
});

it("allows up to the limit, and not beyond", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    await limit(acme, "10");
    await recordFixture(acme, [usage(AT, "api", "7.5")]);
    const answer = { limit: "10", used: "7.5", remaining: "2.5", hard: true, period: "month" };
    expect(await check(acme, "2.500001", 0)).toEqual({ allowed: false, held: "0", ...answer });
    expect(await check(acme, "2.5", 0)).toEqual({ allowed: true, held: "0", ...answer });
    expect(await check(acme, "0", 0)).toMatchObject({ allowed: true });
  }));

it("allows everything where there is no hard limit, and tells how things stand", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    await recordFixture(acme, [usage(AT, "api", 7)]);
    const none = {
      allowed: true,
      limit: null,
      used: "7",
      remaining: null,
      held: "0",
      hard: false,
      period: null,
    };
    // The plan's quota is soft.
    expect(await check(acme, "1000000")).toMatchObject({
      allowed: true,
      limit: "100000",
      remaining: "99993",
    });
    await limit(acme, null);
    expect(await check(acme, "1000000")).toEqual(none);
    await limit(acme, "5", false);
    expect(await check(acme, "1000000")).toMatchObject({
      allowed: true,
      limit: "5",
      used: "7",
      remaining: "0",
      hard: false,
    });
  }));

it("a hard limit of 0 allows nothing", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    await limit(acme, "0");
    expect(await check(acme, "0.000001")).toMatchObject({ allowed: false, limit: "0", remaining: "0" });
  }));

it("of several hard limits the tightest decides and is shown", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    await limit(acme, "100", true, "month");
    await limit(acme, "5", true, "day");
    await recordFixture(acme, [usage("2026-11-19T10:00:00Z", "api", 98), usage(AT, "api", 1)]);
    // The day has 4 left, the month 1.
    expect(await check(acme, "2")).toMatchObject({ allowed: false, period: "month", remaining: "1" });
    expect(await check(acme, "1", 0)).toMatchObject({ allowed: true, period: "month" });
  }));

it("holds what it allowed until the events come, or the hold ends", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    await limit(acme, "10");
    expect(await check(acme, "6", 10)).toMatchObject({ allowed: true, held: "0" });
    expect(await check(acme, "6", 10)).toMatchObject({
      allowed: false,
      used: "0",
      remaining: "10",
      held: "6",
    });
    // The event settles the hold: 6 used, nothing held.
    await recordFixture(acme, [usage(AT, "api", 6)]);
    expect(await check(acme, "4", 10)).toMatchObject({ allowed: true, used: "6", held: "0" });
    expect(await check(later(acme, 9), "1", 10)).toMatchObject({ allowed: false, held: "4" });
    expect(await check(later(acme, 10), "4", 10)).toMatchObject({ allowed: true, held: "0" });
  }));

it("an event settles one hold, not two", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    await limit(acme, "10");
    await check(acme, "4", 60);
    await check(later(acme, 1), "4", 60);
    await recordFixture(acme, [usage(AT, "api", 4)]);
    // 4 used and 4 held: 2 are left, and the first hold's end frees nothing.
    expect(await check(later(acme, 2), "3", 60)).toMatchObject({ allowed: false, used: "4", held: "4" });
    expect(await check(later(acme, 60.5), "3", 60)).toMatchObject({ allowed: false, used: "4", held: "4" });
    expect(await check(later(acme, 61), "6", 60)).toMatchObject({ allowed: true, held: "0" });
  }));

it("starts again with the next period", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    await limit(acme, "10", true, "day");
    await recordFixture(acme, [usage(AT, "api", 10)]);
    expect(await check(acme, "1")).toMatchObject({ allowed: false });
    const tomorrow = { ...acme, now: new Date("2026-11-21T00:00:00Z") };
    expect(await check(tomorrow, "10")).toMatchObject({ allowed: true, used: "0" });
    expect(await check(tomorrow, "1")).toMatchObject({ allowed: false, held: "10" });
  }));

it("refuses an unknown meter, and never counts another organization's usage or holds", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    const globex = await makeOrganization(db);
    for (const one of [acme, globex]) await limit(one, "10");
    await recordFixture(globex, [usage(AT, "api", 5)]);
    await check(globex, "5");
    expect(await check(acme, "10")).toMatchObject({ allowed: true, used: "0", held: "0" });
    const unknown = checkUsage(acme, { body: { usage_type: "nothing", quantity: "1" } });
    await expect(unknown).rejects.toMatchObject({ code: "unknown_usage_type" });
  }));

it("50 concurrent callers that check and then record never pass a hard limit", async () => {
  const acme = await makeOrganization(database.db);
  await limit(acme, "20");
  await recordFixture(acme, [usage(AT, "api", 3)]);
  const answers = await Promise.all(
    Array.from({ length: 50 }, async () => {
      const { allowed } = await check(acme, "1", 600);
      if (allowed) await recordFixture(acme, [usage(AT, "api", 1)]);
      return allowed;
    }),
  );
  // 20 − 3, not one more and not one less.
  expect(answers.filter(Boolean)).toHaveLength(17);
  expect(await check(acme, "1", 0)).toMatchObject({ allowed: false, used: "20", remaining: "0", held: "0" });
});
