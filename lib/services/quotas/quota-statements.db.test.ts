import { expect, it } from "vitest";
import type { Context } from "@/db/context";
import { quotasPut } from "@/lib/contracts/quotas";
import { createMeter } from "@/lib/services/meters/create-meter";
import { listQuotas } from "@/lib/services/quotas/list-quotas";
import { putQuotas } from "@/lib/services/quotas/put-quotas";
import { countStatements } from "@/lib/testing/count-statements";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { usage } from "@/lib/testing/usage-events";

const database = useDatabase();
const KEYS = ["api", "bandwidth", "storage", "compute", "database", "functions", "ai_tokens"];

/** Two months of usage, until noon of 20 November in Berlin, whose periods begin on the 15th. */
async function organization(): Promise<Context> {
  const context = await makeOrganization(database.db, {
    ...{ now: new Date("2026-11-20T11:00:00Z"), timezone: "Europe/Berlin", billingAnchorDay: 15 },
  });
  const days = Array.from({ length: 60 }, (_, at) => new Date(Date.UTC(2026, 8, 21 + at, 12)));
  await recordFixture(
    context,
    days.flatMap((day) => KEYS.map((key) => usage(day.toISOString(), key, 3))),
  );
  return context;
}

const limit = (context: Context, keys: readonly string[], period: string) =>
  putQuotas(context, {
    body: quotasPut.body?.parse(keys.map((usage_type) => ({ usage_type, period, limit: "1000" }))) ?? [],
  });

it("asks once for all quotas, however many there are", async () => {
  const acme = await organization();
  const statements = (projected: boolean) => countStatements(() => listQuotas(acme, { projected }));
  await limit(acme, ["api"], "billing_period");
  // begin, the scope, the meters, the quotas, usage with its history, commit.
  expect(await statements(true)).toBe(6);
  await limit(acme, KEYS, "billing_period");
  await limit(acme, KEYS, "month");
  expect(await statements(true)).toBe(6);
  // Days are learned from hours.
  await limit(acme, KEYS, "day");
  expect(await statements(true)).toBe(7);
  // Without projections one total per window: the day, the month, the billing period.
  expect(await statements(false)).toBe(8);
});

it("counts alike with and without projections, in periods that begin apart", async () => {
  const acme = await organization();
  for (const period of ["billing_period", "month", "day"]) await limit(acme, ["api"], period);
  const meter = { displayName: "Users", unit: "user", eventType: "login" } as const;
  await createMeter(acme, { ...meter, key: "users", aggregation: "unique_count", valueProperty: "$.user" });
  await limit(acme, ["users"], "month");
  await recordFixture(acme, [usage("2026-11-20T09:00:00Z", "api", 5)]);
  const projected = await listQuotas(acme);
  const standings = await listQuotas(acme, { projected: false });
  const withoutCrossing = projected.quotas.map((quota) => ({ ...quota, projected_crossing: null }));
  expect(standings).toEqual({ quotas: withoutCrossing, first_crossing: null });
  // 3 a day at 13:00 in Berlin until the 19th, and 5 today: 19 days of November, 5 since the 15th.
  const used = projected.quotas.flatMap(({ usage_type, period, used }) =>
    usage_type === "api" ? [[period, used]] : [],
  );
  expect(used).toEqual([
    ["billing_period", "20"],
    ["day", "5"],
    ["month", "62"],
  ]);
});
