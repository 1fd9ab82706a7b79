import { describe, expect, it } from "vitest";
import type { UsageEvents } from "@/lib/contracts/usage-events";
import type { Aggregation } from "@/lib/domain/meters";
import { cancelEvent } from "@/lib/services/events/cancel-event";
import { createMeter } from "@/lib/services/meters/create-meter";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { askEvents, recordMixed } from "@/lib/testing/usage-event-list";
import { usage } from "@/lib/testing/usage-events";

const database = useDatabase();

const shown = ({ events }: UsageEvents) => events.map(({ usage_type, quantity }) => [usage_type, quantity]);
const _times = ({ events }: UsageEvents) => events.map(({ occurred_at }) => occurred_at.slice(8, 16));

describe("the list of events", () => {
  it("shows one row per event, the latest first, with everything that it feeds", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await recordMixed(context);
      const answer = await askEvents(context);
      expect(shown(answer)).toEqual([
        ["compute", "90"],
        ["ai_tokens", "25"],
        ["api", "1"],
        ["api", "1"],
        ["file_uploads", "0"],
        ["file_uploads", "1"],
      ]);
      expect(answer.events.map(({ quantities }) => quantities)).toEqual([
        { compute: "90" },
        { ai_tokens: "25" },
        { api: "1" },
        { api: "1", bandwidth: "300" },
        {},
        { file_uploads: "1", storage: "700" },
      ]);
      expect(answer.events[5]).toMatchObject({
        source: "test",
        occurred_at: "2026-11-18T10:00:00.000Z",
        unit: "upload",
        team_id: "web",
        team_name: "web",
        provider: "aws",
        file_type: "image/png",
        sync_status: "not_applicable",
        synced_at: null,
        trace_url: null,
        properties: { upload_status: "success", file_size: 700 },
      });
      expect(answer.events[1]).toMatchObject({
        tokens_in: "25",
        tokens_out: null,
        user_id: "u1",
        subject: null,
      });
      expect(answer.pagination).toEqual({
        ...{ page: 1, limit: 50, total_items: 6, total_pages: 1, next_cursor: null, total_exact: true },
      });
    }));

  it("the first meter asked for that an event feeds is the one that is shown", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await recordMixed(context);
      const answer = await askEvents(context, { usage_types: '["storage","bandwidth","api"]' });
      // Both requests feed api; the second has no bytes. The failed upload feeds nothing.
      expect(shown(answer)).toEqual([
        ["api", "1"],
        ["bandwidth", "300"],
        ["storage", "700"],
      ]);
      expect(answer.pagination.total_items).toBe(3);
      expect(
        (await askEvents(context, { usage_types: '["bandwidth","compute"]', limit: "1" })).pagination
          .total_items,
      ).toBe(2);
      expect(
        (await askEvents(context, { usage_types: '["file_uploads","compute"]', limit: "1" })).pagination
          .total_items,
      ).toBe(2);
    }));

  it("credits are told by part, each to 6 places, and add up", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await recordFixture(context, [
        usage("2026-11-18T10:00:00Z", "ai_tokens", 25),
        usage("2026-11-18T10:01:00Z", "compute", "10"),
        usage("2026-11-18T10:02:00Z", "storage_hours", "1"),
        usage("2026-11-18T10:03:00Z", "storage", "1"),
      ]);
      const { events } = await askEvents(context, { sort_by: "total_credits" });
      // 25 / 10 = 2.5; 10 s = 1/6 minute × 50 = 8.333333…; 1 / 730 × 500 = 0.6849315…; bytes written are worth none.
      expect(events.map(({ total_credits, breakdown }) => [total_credits, breakdown])).toEqual([
        ["8.333333", { ai_tokens: "0", compute: "8.333333", storage: "0" }],
        ["2.5", { ai_tokens: "2.5", compute: "0", storage: "0" }],
        ["0.684932", { ai_tokens: "0", compute: "0", storage: "0.684932" }],
        ["0", { ai_tokens: "0", compute: "0", storage: "0" }],
      ]);
    }));

  it("filters as series are filtered, null standing for no value", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await recordMixed(context);
      const count = async (query: Record<string, string>) => {
        const { events } = await askEvents(context, query);
        const { pagination } = await askEvents(context, { ...query, limit: "1" });
        expect(pagination).toMatchObject({ total_items: events.length, total_exact: true });
        return events.length;
      };
      expect(await count({ team_id: "web" })).toBe(2);
      expect(await count({ team_ids: '[null,"app"]' })).toBe(4);
      expect(await count({ exclude_team_ids: '["web"]' })).toBe(4);
      expect(await count({ provider: "aws" })).toBe(1);
      expect(await count({ file_types: '["image/png"]' })).toBe(1);
      expect(await count({ subjects: '["ann","bob"]' })).toBe(2);
      expect(await count({ source: "test" })).toBe(6);
      expect(await count({ source: "other" })).toBe(0);
      expect(await count({ sync_status: "pending" })).toBe(0);
      expect(await count({ sync_status: "not_applicable" })).toBe(6);
      expect(await count({ from: "2026-11-18T10:02:00Z", to: "2026-11-18T10:04:00Z" })).toBe(2);
      expect(await count({ start_date: "2026-11-17", end_date: "2026-11-17" })).toBe(0);
    }));

  it("finds events by their ids, whole or by how they begin", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      const data = { usage_type: "ai_tokens", quantity: 1, trace_id: "trace-77" };
      await recordFixture(context, [
        { id: "order-2026-1", source: "shop", type: "usage", time: "2026-11-18T10:00:00Z", data },
        {
          id: "order-2026-2",
          source: "shop",
          type: "api_request",
          time: "2026-11-18T11:00:00Z",
          data: { endpoint: "/" },
        },
        {
          id: "ORDER-1",
          source: "shop",
          type: "file_upload",
          time: "2026-11-18T12:00:00Z",
          data: { upload_status: "success" },
        },
      ]);
      const found = async (q: string) => {
        const answer = await askEvents(context, { q });
        expect(answer.pagination).toMatchObject({ total_items: answer.events.length, total_exact: true });
        return answer.events.map(({ source_id }) => source_id);
      };
      expect(await found("order-2026-1")).toEqual(["order-2026-1"]);
      expect(await found("order-")).toEqual(["order-2026-2", "order-2026-1"]);
      expect(await found("ORDER")).toEqual(["ORDER-1"]);
      expect(await found("trace-7")).toEqual(["order-2026-1"]);
      expect(await found("rder")).toEqual([]);
      expect(await found("order_2026%")).toEqual([]);
      const [first] = (await askEvents(context, { q: "ORDER-1" })).events;
      expect(await found(first?.id ?? "")).toEqual(["ORDER-1"]);
      expect(await found(first?.id.slice(0, 11).toUpperCase() ?? "")).toEqual(["ORDER-1"]);
    }));

  it("takes sender's ids that are too long for an index", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      const id = Array.from({ length: 1024 }, (_, n) =>
        String.fromCodePoint(0x10000 + ((n * 7919) % 50_000)),
      ).join("");
      const trace_id = id.repeat(3);
      const data = { usage_type: "ai_tokens", quantity: 1, trace_id };
      await recordFixture(context, [{ id, source: "s", type: "usage", time: "2026-11-18T10:00:00Z", data }]);
      expect((await askEvents(context)).events[0]?.source_id).toBe(id);
    }));

  it("a correction is a row of its own with the quantities turned, and its event says when it was taken back", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await recordMixed(context);
      const [, tokens] = (await askEvents(context)).events;
      const cancelled = await cancelEvent(context, { id: tokens?.id ?? "" });
      const answer = await askEvents(context, { usage_type: "ai_tokens" });
      expect(answer.events.map(({ quantity, corrects }) => [quantity, corrects]).sort()).toEqual([
        ["-25", tokens?.id],
        ["25", null],
      ]);
      expect(answer.events.find(({ id }) => id === tokens?.id)?.cancelled_at).toBe(cancelled.recorded_at);
      expect(answer.events.find(({ id }) => id === cancelled.id)).toMatchObject({
        total_credits: "-2.5",
        tokens_in: "-25",
        cancelled_at: null,
      });
      expect(answer.pagination.total_items).toBe(2);
      expect((await askEvents(context, { limit: "1" })).pagination.total_items).toBe(7);
      const one = await askEvents(context, { usage_type: "ai_tokens", limit: "1" });
      expect(one.pagination).toMatchObject({ total_items: 2, total_pages: 2 });
      // Both the event and the correction that names it.
      expect((await askEvents(context, { q: tokens?.id ?? "" })).events).toHaveLength(2);
    }));

  it("events of own types feed all meters of their type", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      const meter = (key: string, aggregation: Aggregation, valueProperty: string | null = null) =>
        createMeter(context, {
          ...{ key, displayName: key, unit: "x", aggregation, eventType: "llm.call", valueProperty },
        });
      await meter("llm_tokens", "sum", "$.usage.tokens");
      await meter("llm_calls", "count");
      await meter("llm_models", "unique_count", "$.model");
      const call = (id: string, tokens: number, extra = {}) => ({
        ...{ id, source: "llm", type: "llm.call", time: "2026-11-18T10:00:00Z" },
        data: { usage: { tokens }, ...extra },
      });
      await recordFixture(context, [call("a", 7, { model: "small" }), call("b", 9)]);
      const { events, pagination } = await askEvents(context, {
        sort_by: "quantity",
        usage_type: "llm_tokens",
      });
      expect(
        events.map(({ usage_type, quantity, quantities }) => [usage_type, quantity, quantities]),
      ).toEqual([
        ["llm_tokens", "9", { llm_calls: "1", llm_tokens: "9" }],
        ["llm_tokens", "7", { llm_calls: "1", llm_models: "1", llm_tokens: "7" }],
      ]);
      expect(pagination.total_items).toBe(2);
      expect(shown(await askEvents(context, { usage_type: "llm_models" }))).toEqual([["llm_models", "1"]]);
    }));
});
