import { expect, it } from "vitest";
import type { Context } from "@/db/context";
import { adjustmentCreate, adjustments, newAdjustment } from "@/lib/contracts/adjustments";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization } from "@/lib/testing/factories";
import { createAdjustment, deleteAdjustment } from "./change-adjustments";
import { listAdjustments } from "./list-adjustments";

const database = useDatabase();
const list = async (context: Context) =>
  adjustments.response.parse(await listAdjustments(context, { page: 1, limit: 50 })).adjustments;
const grant = async (context: Context, sent: object) =>
  adjustmentCreate.response.parse(
    await createAdjustment(context, { body: newAdjustment.parse({ reason: "Goodwill", ...sent }) }),
  );

it("grants credits and discounts, and lists them, the latest beginning first", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db, { currency: "EUR" });
    const discount = await grant(acme, { kind: "discount", percent: "12.50", valid_from: "2026-01-01" });
    const credit = await grant(acme, { kind: "credit", amount: "25.50" });
    expect(credit).toMatchObject({
      ...{ kind: "credit", amount: "25.5", percent: null, currency: "EUR", reason: "Goodwill" },
      ...{ valid_from: "2026-11-20T00:00:00.000Z", valid_until: null, remaining: "25.5" },
    });
    expect(discount).toMatchObject({ kind: "discount", amount: null, percent: "12.5", remaining: null });
    expect(await list(acme)).toEqual([credit, discount]);
  }));

it.each([
  [{ kind: "credit", amount: "0.005" }, "amount"],
  [{ kind: "discount", percent: "1", valid_from: "2026-11-10", valid_until: "2026-11-10" }, "valid_until"],
  [{ kind: "discount", percent: "1", valid_until: "2026-11-30T00:01:00Z" }, "valid_until"],
])("refuses %j", (sent, field) =>
  database.inTransaction(async (db) => {
    await expect(grant(await makeOrganization(db), sent)).rejects.toMatchObject({ field });
  }),
);

it.each([
  { kind: "credit", amount: "0" },
  { kind: "credit", amount: 5 },
  { kind: "credit", percent: "5" },
  { kind: "discount", percent: "100.01" },
  { kind: "discount", percent: "many" },
  { kind: "gift" },
])("cannot mean %j", (sent) => {
  expect(newAdjustment.safeParse({ reason: "Goodwill", ...sent }).success).toBe(false);
});

it("keeps the day on which a credit ends", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    const credit = await grant(acme, { kind: "credit", amount: "25", valid_until: "2027-03-01" });
    expect(credit).toMatchObject({ valid_until: "2027-03-01T00:00:00.000Z" });
  }));

it("gives no credit from a period that has ended and is settled", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    const late = grant(acme, { kind: "credit", amount: "1", valid_from: "2026-10-31" });
    await expect(late).rejects.toMatchObject({ code: "conflict" });
  }));

it("takes back what touches no ended period", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    const old = await grant(acme, { kind: "discount", percent: "1", valid_from: "2026-10-31" });
    const { id } = await grant(acme, { kind: "credit", amount: "1", valid_from: "2026-11-01" });
    await deleteAdjustment(acme, { id });
    await expect(deleteAdjustment(acme, { id })).rejects.toMatchObject({ code: "not_found" });
    await expect(deleteAdjustment(acme, { id: old.id })).rejects.toMatchObject({ code: "conflict" });
    expect(await list(acme)).toEqual([old]);
  }));

it("sees and takes back nothing of another organization", () =>
  database.inTransaction(async (db) => {
    const [acme, globex] = [await makeOrganization(db), await makeOrganization(db)];
    const { id } = await grant(globex, { kind: "credit", amount: "1" });
    expect(await list(acme)).toEqual([]);
    await expect(deleteAdjustment(acme, { id })).rejects.toMatchObject({ code: "not_found" });
  }));
