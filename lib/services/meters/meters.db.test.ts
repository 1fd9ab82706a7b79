import { expect, it } from "vitest";
import { meter, meters } from "@/lib/contracts/meters";
import { recordEvents } from "@/lib/services/events/record-events";
import { changeMeter } from "@/lib/services/meters/change-meter";
import { createMeter } from "@/lib/services/meters/create-meter";
import { deleteMeter } from "@/lib/services/meters/delete-meter";
import {
  createMeterFromRequest,
  findMeterFromRequest,
  listMetersFromRequest,
} from "@/lib/services/meters/meter-requests";
import { getUsageTotals } from "@/lib/services/usage/get-usage-totals";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";

const database = useDatabase();
const call = (id: string, data: unknown) => ({
  ...{ id, source: "app", type: "llm.call", time: "2026-11-19T10:00:00Z" },
  data,
});
const LLM = { key: "llm_tokens", displayName: "Tokens", unit: "token", eventType: "llm.call" };

it("creates a meter, lists it by key and shows it", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    const body = {
      ...{ key: "llm_tokens", display_name: "LLM tokens", unit: "token", aggregation: "sum" as const },
      ...{ event_type: "llm.call", value_property: "$.usage.tokens", group_by: { model: "$.model" } },
    };
    const made = meter.parse(await createMeterFromRequest(acme, { body }));
    expect(made).toMatchObject({ ...body, built_in: false });
    expect(await findMeterFromRequest(acme, { key: "llm_tokens" })).toEqual(made);
    const page = meters.response.parse(await listMetersFromRequest(acme, { page: 2, limit: 4 }));
    // By key: ai_tokens, api, bandwidth, compute | database, file_uploads, functions, llm_tokens | storage, …
    expect(page.meters.map(({ key }) => key)).toEqual([
      "database",
      "file_uploads",
      "functions",
      "llm_tokens",
    ]);
    expect(page.pagination).toMatchObject({ total_items: 10, total_pages: 3 });
  }));

it("takes a key as the name, and generic events, unless told otherwise", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    expect(await createMeterFromRequest(acme, { body: { key: "gpu_hours" } })).toMatchObject({
      display_name: "gpu_hours",
      unit: "unit",
      aggregation: "sum",
      event_type: "usage",
      value_property: "$.quantity",
      group_by: {},
    });
  }));

it("refuses a taken key, one that is priced without a meter, and dimensions that are none", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    await expect(createMeterFromRequest(acme, { body: { key: "api" } })).rejects.toMatchObject({
      code: "conflict",
    });
    for (const key of ["credits", "plan_fee"])
      await expect(createMeterFromRequest(acme, { body: { key } })).rejects.toMatchObject({ field: "key" });
    const wrong: Record<string, string>[] = [{ subject: "$.s" }, { "a b": "$.s" }, { model: "model" }];
    for (const group_by of wrong)
      await expect(createMeterFromRequest(acme, { body: { key: "new", group_by } })).rejects.toMatchObject({
        field: "group_by",
      });
  }));

it("renames a meter and refuses another definition with the reason", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    await createMeter(acme, { ...LLM, valueProperty: "$.tokens", groupBy: { model: "$.model" } });
    const same = { event_type: "llm.call", group_by: { model: "$.model" }, aggregation: "sum" as const };
    const body = { display_name: "Model tokens", unit: "kilotoken", ...same };
    await changeMeter(acme, { key: "llm_tokens", body });
    expect(await findMeterFromRequest(acme, { key: "llm_tokens" })).toMatchObject(body);
    for (const other of [
      { aggregation: "max" as const },
      { event_type: "llm.other" },
      { value_property: "$.other" },
      { group_by: {} },
      { key: "other" },
    ]) {
      const changed = changeMeter(acme, { key: "llm_tokens", body: other });
      await expect(changed).rejects.toThrow(/cannot change.*make a new meter/);
    }
    const builtIn = changeMeter(acme, { key: "api", body: { unit: "call" } });
    await expect(builtIn).rejects.toMatchObject({ code: "conflict" });
  }));

it("deletes a meter only as long as it has no events, and never a built-in one", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    const globex = await makeOrganization(db);
    await createMeter(acme, { ...LLM, valueProperty: "$.tokens" });
    await expect(deleteMeter(globex, { key: "llm_tokens" })).rejects.toMatchObject({ code: "not_found" });
    await deleteMeter(acme, { key: "llm_tokens" });
    await expect(findMeterFromRequest(acme, { key: "llm_tokens" })).rejects.toMatchObject({
      code: "not_found",
    });
    // From now on nothing measures such events: the ingest knows at once.
    const { results } = await recordEvents(acme, [call("1", { tokens: 5 })]);
    expect(results[0]).toMatchObject({ status: "rejected", code: "no_meter" });
    for (const [key, aggregation] of [["llm_tokens", "sum"] as const, ["llm_slowest", "max"] as const])
      await createMeter(acme, { ...LLM, key, aggregation, valueProperty: "$.tokens" });
    await recordFixture(acme, [call("1", { tokens: 5 })]);
    for (const key of ["llm_tokens", "llm_slowest", "api"])
      await expect(deleteMeter(acme, { key })).rejects.toMatchObject({ code: "conflict" });
  }));

it("counts what came before the meter", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    await createMeter(acme, { ...LLM, aggregation: "count" });
    await recordFixture(acme, [call("1", { tokens: 5 }), call("2", { tokens: "2.5" }), call("3", {})]);
    await createMeterFromRequest(acme, {
      body: { key: "tokens_later", event_type: "llm.call", value_property: "$.tokens" },
    });
    const { body } = await getUsageTotals(acme, { tenant_id: acme.tenantId });
    // 5 + 2.5; the third event has no tokens, and counts as an event of the other meter.
    expect(body.map(({ feature_key, quantity }) => [feature_key, quantity])).toEqual([
      ["llm_tokens", "3"],
      ["tokens_later", "7.5"],
    ]);
  }));
