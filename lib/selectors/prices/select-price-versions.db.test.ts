import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { eq, sql } from "drizzle-orm";
import { expect, it } from "vitest";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { plans, prices, subscriptions } from "@/db/schema";
import { readAsTenant, writeAsTenant } from "@/db/scope";
import type { Price } from "@/lib/domain/rating/price";
import { priceBook } from "@/lib/domain/rating/price-book";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization } from "@/lib/testing/factories";
import { selectPriceVersions } from "./select-price-versions";

const database = useDatabase();
const NOVEMBER = { from: new Date("2026-11-01T00:00:00Z"), to: new Date("2026-12-01T00:00:00Z") };
const unit = (unitAmount: string): Price => ({
  ...{ currency: "USD", per: "1", included: "0", minimumAmount: null, maximumAmount: null, chargeZero: true },
  ...{ model: "unit", unitAmount },
});

type Version = { usageType: string; from: string; terms: Price | null; plan?: string };
const addPrice = ({ db, tenantId }: Context, { usageType, from, terms, plan }: Version) =>
  writeAsTenant(db, tenantId, (tx) =>
    tx.insert(prices).values({
      ...{ organizationId: tenantId, id: randomUUID(), usageType, validFrom: new Date(from), terms },
      planKey: plan ?? null,
    }),
  );
const subscribe = ({ db, tenantId }: Context, planKey: string, from: string) =>
  writeAsTenant(db, tenantId, (tx) =>
    tx
      .insert(subscriptions)
      .values({ organizationId: tenantId, id: randomUUID(), planKey, validFrom: new Date(from) }),
  );
const bookOf = async ({ db, tenantId }: Context) =>
  priceBook(
    NOVEMBER,
    await readAsTenant(db, tenantId, (tx) => selectPriceVersions(tx, tenantId, { before: NOVEMBER.to })),
  );
/** The segments of a key as their first day, plan and unit amount. */
const told = async (context: Context, key: string) =>
  ((await bookOf(context)).get(key) ?? []).map(({ start, plan, price }) => [
    start.toISOString().slice(0, 10),
    plan,
    price.model === "unit" ? price.unitAmount : price.model,
  ]);

it("prices the built-in meters of a new organization by its first plan", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db, { currency: "EUR" });
    const book = await bookOf(acme);
    const keys = ["api", "bandwidth", "compute", "credits", "database", "functions", "storage_hours"];
    expect([...book.keys()]).toEqual(keys);
    expect(book.get("compute")).toMatchObject([
      { start: NOVEMBER.from, end: NOVEMBER.to, plan: "free", price: { currency: "EUR", per: "3600" } },
    ]);
  }));

it("cuts a period where a price, the plan or an own price changes", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    await addPrice(acme, { usageType: "api", from: "2026-11-20T00:00:00Z", terms: unit("0.5") });
    await addPrice(acme, { usageType: "api", from: "2026-11-25T00:00:00Z", terms: null });
    await addPrice(acme, {
      usageType: "api",
      plan: "free",
      from: "2026-11-05T00:00:00Z",
      terms: unit("0.2"),
    });
    await addPrice(acme, { usageType: "api", plan: "pro", from: "2026-11-28T00:00:00Z", terms: unit("0.3") });
    await subscribe(acme, "pro", "2026-11-26T00:00:00Z");
    expect(await told(acme, "api")).toEqual([
      ["2026-11-01", "free", "0.0001"],
      ["2026-11-05", "free", "0.2"],
      ["2026-11-20", null, "0.5"],
      ["2026-11-25", "free", "0.2"],
      ["2026-11-26", "pro", "0.0001"],
      ["2026-11-28", "pro", "0.3"],
    ]);
    // The fee of a plan begins with its subscription.
    expect(await told(acme, "plan_fee")).toEqual([["2026-11-26", "pro", "flat"]]);
  }));

it("begins no segment where the terms stay the same, and takes the later made of equal beginnings", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    await addPrice(acme, { usageType: "api", from: "2026-11-10T00:00:00Z", terms: unit("0.0001") });
    expect(await told(acme, "api")).toEqual([["2026-11-01", "free", "0.0001"]]);
    await addPrice(acme, { usageType: "api", from: "2026-11-10T00:00:00Z", terms: unit("0.7") });
    expect(await told(acme, "api")).toEqual([
      ["2026-11-01", "free", "0.0001"],
      ["2026-11-10", null, "0.7"],
    ]);
  }));

it("sees nothing of another organization", () =>
  database.inTransaction(async (db) => {
    const [acme, globex] = [await makeOrganization(db), await makeOrganization(db)];
    await addPrice(globex, { usageType: "ai_tokens", from: "2026-10-01T00:00:00Z", terms: unit("9") });
    expect(await told(acme, "ai_tokens")).toEqual([]);
    expect(await told(globex, "ai_tokens")).toHaveLength(1);
  }));

it("organizations older than plans were given the same as new ones", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db, { currency: "JPY" });
    const before = await everything(db, acme);
    for (const table of [plans, prices, subscriptions])
      await db.delete(table).where(eq(table.organizationId, acme.tenantId));
    for (const statement of backfill()) await db.execute(sql.raw(statement));
    expect(await everything(db, acme)).toEqual(before);
  }));

/** The statements of the migration that fill the new tables. */
function backfill(): string[] {
  const file = readdirSync("db/migrations").find((name) => name.endsWith("_pricing.sql"));
  const statements = readFileSync(`db/migrations/${file}`, "utf8").split("--> statement-breakpoint");
  return statements.filter((statement) => /^\s*insert into/.test(statement));
}

async function everything(db: Db, { tenantId }: Context) {
  const known = await db
    .select()
    .from(plans)
    .where(eq(plans.organizationId, tenantId))
    .orderBy(plans.position);
  const priced = await db
    .select({ plan: prices.planKey, key: prices.usageType, from: prices.validFrom, terms: prices.terms })
    .from(prices)
    .where(eq(prices.organizationId, tenantId))
    .orderBy(prices.planKey, prices.usageType);
  const subscribed = await db
    .select({ plan: subscriptions.planKey, from: subscriptions.validFrom })
    .from(subscriptions)
    .where(eq(subscriptions.organizationId, tenantId));
  return { plans: known.map(({ updatedAt: _, ...plan }) => plan), priced, subscribed };
}
