import { and, eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { connect, type Db } from "@/db/client";
import type { Context } from "@/db/context";
import { alertDeliveries, alerts } from "@/db/schema";
import { parseEnv } from "@/lib/env";
import { checkAlerts } from "@/lib/services/alerts/check-alerts";
import { setQuota, use } from "@/lib/testing/alerts";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization } from "@/lib/testing/factories";

const database = useDatabase();

async function counts(db: Db, { tenantId }: Context) {
  const made = await db.select().from(alerts).where(eq(alerts.organizationId, tenantId));
  const logged = await db
    .select()
    .from(alertDeliveries)
    .where(and(eq(alertDeliveries.organizationId, tenantId), eq(alertDeliveries.channel, "log")));
  return {
    alerts: made.map(({ threshold }) => threshold).sort(),
    told: made
      .filter((one) => one.notified)
      .map(({ threshold }) => threshold)
      .sort(),
    logged: logged.length,
  };
}

it("20 concurrent checks and 10 restarts give one alert per threshold, told once", async () => {
  const acme = await makeOrganization(database.db);
  await setQuota(acme, "100");
  await use(acme, 95);
  const checked = await Promise.all(Array.from({ length: 20 }, () => checkAlerts(acme)));
  // Whoever is first records both; everybody else none.
  expect(checked.map(({ triggered }) => triggered.length).sort()).toEqual([...Array(19).fill(0), 2]);
  for (let restart = 0; restart < 10; restart += 1) {
    const { db, close } = connect(database.url, parseEnv({ DATABASE_DRIVER: "pg" }));
    expect((await checkAlerts({ ...acme, db })).triggered).toEqual([]);
    await close();
  }
  expect(await counts(database.db, acme)).toEqual({ alerts: ["75", "90"], told: ["90"], logged: 1 });
});

it("checks between which usage rises tell each new height once", async () => {
  const acme = await makeOrganization(database.db);
  await setQuota(acme, "100");
  const rising = Array.from({ length: 20 }, async (_, at) => {
    await use(acme, at % 2 === 0 ? 10 : 1);
    return checkAlerts(acme);
  });
  const triggered = (await Promise.all(rising)).flatMap((one) => one.triggered);
  // 10 × 10 + 10 × 1 = 110: whatever the order, each threshold has fired once.
  const { triggered: last } = await checkAlerts(acme);
  expect([...triggered, ...last].map(({ threshold }) => threshold).sort()).toEqual(["100", "75", "90"]);
  const { alerts: thresholds, told, logged } = await counts(database.db, acme);
  expect(thresholds).toEqual(["100", "75", "90"]);
  // Those below it are told only where they were seen first.
  expect(told).toContain("100");
  expect(logged).toBe(told.length);
});
