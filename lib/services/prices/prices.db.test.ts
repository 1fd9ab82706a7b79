import { expect, it } from "vitest";
import type { Context } from "@/db/context";
import { newPrice, priceCreate, prices } from "@/lib/contracts/prices";
import { createMeter } from "@/lib/services/meters/create-meter";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization } from "@/lib/testing/factories";
import { createPrice } from "./create-price";
import { deletePrice, endPrice } from "./end-price";
import { listPrices } from "./list-prices";

const database = useDatabase();
const FIRST_PAGE = { page: 1, limit: 50 };

/** A price in USD for API requests, as the contract reads it. */
const body = (valid_from: string, more: object = {}) =>
  newPrice.parse({
    ...{ usage_type: "api", valid_from, currency: "USD", model: "unit", unit_amount: "0.0002" },
    ...more,
  });
const add = (context: Context, valid_from: string, more?: object) =>
  createPrice(context, { body: body(valid_from, more) });
const list = async (context: Context) => (await listPrices(context, FIRST_PAGE)).prices;

it("adds a price that holds from the first instant of a day in the billing zone, and lists it", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db, { timezone: "Europe/Berlin" });
    const made = priceCreate.response.parse(
      await add(acme, "2026-11-15", { included: "100.0", maximum_amount: "50" }),
    );
    expect(made).toMatchObject({
      ...{ usage_type: "api", model: "unit", unit_amount: "0.0002", per: "1", included: "100" },
      ...{ minimum_amount: null, maximum_amount: "50", charge_zero: true, currency: "USD" },
      ...{ valid_from: "2026-11-14T23:00:00.000Z", valid_until: null, status: "current" },
    });
    const listed = prices.response.parse(await listPrices(acme, FIRST_PAGE));
    expect(listed.prices).toEqual([made]);
    expect(listed.pagination).toMatchObject({ total_items: 1, total_pages: 1 });
  }));

it("takes an instant at a quarter of an hour, and no other", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    expect(await add(acme, "2026-11-15T12:15:00+01:00")).toMatchObject({
      valid_from: "2026-11-15T11:15:00.000Z",
    });
    await expect(add(acme, "2026-11-15T12:14:00Z")).rejects.toMatchObject({
      ...{ field: "valid_from", message: "must be at a full quarter of an hour" },
    });
    await expect(add(acme, "1999-12-31")).rejects.toMatchObject({ field: "valid_from" });
  }));

it("lists every version by meter, the latest first, with what became of it", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    await add(acme, "2026-01-01");
    await add(acme, "2026-12-01");
    await add(acme, "2026-11-10");
    await add(acme, "2026-11-10", { unit_amount: "0.0003" });
    await add(acme, "2026-01-01", { usage_type: "ai_tokens" });
    const told = (await list(acme)).map((price) => [
      ...[price.usage_type, price.valid_from.slice(0, 10), price.unit_amount, price.status],
    ]);
    expect(told).toEqual([
      ["ai_tokens", "2026-01-01", "0.0002", "current"],
      ["api", "2026-12-01", "0.0002", "upcoming"],
      ["api", "2026-11-10", "0.0003", "current"],
      ["api", "2026-11-10", "0.0002", "ended"],
      ["api", "2026-01-01", "0.0002", "ended"],
    ]);
    const page = await listPrices(acme, { page: 2, limit: 2, usage_type: "api" });
    expect(page.prices.map(({ unit_amount }) => unit_amount)).toEqual(["0.0002", "0.0002"]);
    expect((await listPrices(acme, { ...FIRST_PAGE, usage_type: "none" })).prices).toEqual([]);
  }));

it("refuses a price of what nothing feeds", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    await expect(add(acme, "2026-11-01", { usage_type: "nothing" })).rejects.toMatchObject({
      ...{ code: "unknown_usage_type", field: "usage_type" },
    });
    expect(await list(acme)).toEqual([]);
  }));

it("prices own meters, and keys without a meter", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    await createMeter(acme, { key: "gpu_hours", displayName: "GPU", unit: "hour" });
    for (const usage_type of ["gpu_hours", "credits", "plan_fee"])
      expect(await add(acme, "2026-11-01", { usage_type })).toMatchObject({ usage_type });
  }));

it("ends a price from an instant of the open period on", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    const { id } = await add(acme, "2026-01-01");
    const end = (valid_until: string) => endPrice(acme, { id, body: { valid_until } });
    await expect(end("2026-10-31")).rejects.toMatchObject({ code: "conflict" });
    expect(await end("2026-11-01")).toMatchObject({
      ...{ id, valid_until: "2026-11-01T00:00:00.000Z", status: "ended" },
    });
    // It ended: a later end would let it hold again.
    await expect(end("2026-11-15")).rejects.toMatchObject({ code: "conflict" });
    expect(await list(acme)).toHaveLength(1);
  }));

it("refuses an end before the beginning", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    const { id } = await add(acme, "2026-12-15");
    await expect(endPrice(acme, { id, body: { valid_until: "2026-12-15" } })).rejects.toMatchObject({
      code: "conflict",
    });
  }));

it("deletes what rated no ended period, and nothing else", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    const [old, current] = [await add(acme, "2026-10-31"), await add(acme, "2026-11-01")];
    await expect(deletePrice(acme, { id: old.id })).rejects.toMatchObject({ code: "conflict" });
    await deletePrice(acme, { id: current.id.toUpperCase() });
    await expect(deletePrice(acme, { id: current.id })).rejects.toMatchObject({ code: "not_found" });
    expect((await list(acme)).map(({ id, valid_until }) => [id, valid_until])).toEqual([[old.id, null]]);
  }));

it("sees, ends and deletes nothing of another organization", () =>
  database.inTransaction(async (db) => {
    const [acme, globex] = [await makeOrganization(db), await makeOrganization(db)];
    const { id } = await add(globex, "2026-11-01");
    expect(await list(acme)).toEqual([]);
    await expect(deletePrice(acme, { id })).rejects.toMatchObject({ code: "not_found" });
    await expect(endPrice(acme, { id, body: { valid_until: "2026-11-10" } })).rejects.toMatchObject({
      code: "not_found",
    });
  }));
