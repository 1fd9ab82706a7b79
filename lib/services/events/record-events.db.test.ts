import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { Db } from "@/db/client";
import { asOperator, readAsTenant } from "@/db/scope";
import type { TenantId } from "@/lib/domain/viewer";
import { recordEvents } from "@/lib/services/events/record-events";
import { createMeter } from "@/lib/services/meters/create-meter";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";

const database = useDatabase();

const upload = (id: string, data: object = {}, rest: object = {}) => ({
  id,
  source: "files",
  type: "file_upload",
  time: "2026-11-20T10:07:00Z",
  data: { upload_status: "success", file_size: 100, file_type: "image/png", provider: "aws", ...data },
  ...rest,
});
const usage = (id: string, data: object, rest: object = {}) => ({
  id,
  source: "meters",
  type: "usage",
  time: "2026-11-20T10:14:59.999999Z",
  data,
  ...rest,
});

const query = (db: Db, tenantId: TenantId, text: string) =>
  readAsTenant(db, tenantId, async (tx) => (await tx.execute(sql.raw(text))).rows);
const buckets = (db: Db, tenantId: TenantId) =>
  query(
    db,
    tenantId,
    `select fact, team_id, provider, file_type, bucket_start::text, event_count, quantity, quantity_count,
       duration_ms, duration_count
     from rollup_quarter_hours order by fact, team_id, bucket_start`,
  );
const statuses = ({ results }: { results: { index: number; status: string }[] }) =>
  results.map(({ index, status }) => [index, status]);

describe("recordEvents", () => {
  it("stores events once and adds them to their quarter hours", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      const first = await recordFixture(context, [upload("1"), upload("2", { team_id: "web" }), upload("3")]);
      expect(first).toMatchObject({ accepted: 3, duplicates: 0, conflicts: 0, rejected: 0 });
      const bucket = { fact: "upload:success", provider: "aws", file_type: "image/png" };
      const start = { bucket_start: "2026-11-20 10:00:00+00", duration_ms: "0", duration_count: "0" };
      const expected = [
        { ...bucket, ...start, team_id: "", event_count: "2", quantity: "200", quantity_count: "2" },
        { ...bucket, ...start, team_id: "web", event_count: "1", quantity: "100", quantity_count: "1" },
      ];
      expect(await buckets(db, context.tenantId)).toEqual(expected);
      const again = await recordEvents(context, [upload("1"), upload("2", { file_size: 7 })]);
      expect(again).toMatchObject({ accepted: 0, duplicates: 1, conflicts: 1, rejected: 0 });
      expect(await buckets(db, context.tenantId)).toEqual(expected);
    }));

  it("stores every column of the three kinds", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      const request = { endpoint: "/a", method: "GET", status_code: "404", response_time_ms: 1.5, bytes: 9 };
      await recordFixture(context, [
        upload(
          "1",
          { team_id: "web", file_name: "a.png", api_key_id: "k1", camera: "x" },
          { subject: "ann" },
        ),
        { ...upload("2"), type: "api_request", data: { ...request, error_message: "gone" } },
        usage("3", { usage_type: "ai_tokens", quantity: "1.50", user_id: "u", session_id: "s", model: "m" }),
      ]);
      const [stored] = await query(
        db,
        context.tenantId,
        `select source, source_id, sign, team_id, api_key_id, subject, provider, uploaded_at::text, file_type,
           file_size, upload_status, file_name, properties from file_uploads`,
      );
      expect(stored).toEqual({
        source: "files",
        source_id: "1",
        sign: 1,
        team_id: "web",
        api_key_id: "k1",
        subject: "ann",
        provider: "aws",
        uploaded_at: "2026-11-20 10:07:00+00",
        file_type: "image/png",
        file_size: "100",
        upload_status: "success",
        file_name: "a.png",
        properties: { camera: "x" },
      });
      const requests = `select endpoint, method, status_code, response_time_ms, bytes, error_message, properties
        from api_requests`;
      expect(await query(db, context.tenantId, requests)).toEqual([
        {
          ...request,
          status_code: 404,
          response_time_ms: "1.5",
          bytes: "9",
          error_message: "gone",
          properties: null,
        },
      ]);
      const generic = "select type, usage_type, quantity, user_id, session_id, properties from usage_events";
      expect(await query(db, context.tenantId, generic)).toEqual([
        {
          type: "usage",
          usage_type: "ai_tokens",
          quantity: "1.5",
          user_id: "u",
          session_id: "s",
          properties: { model: "m" },
        },
      ]);
      expect(await query(db, context.tenantId, "select id, name from teams")).toEqual([
        { id: "web", name: "web" },
      ]);
    }));

  it("keeps every text as it was sent", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      const texts = ["NULL", "null", '{"a","b"}', "a\\b\"c'd", "a,b;\t\n", "日本 😀", "  ", "$1", "%s"];
      await recordFixture(
        context,
        texts.map((text) => upload(text, { file_name: text, team_id: text, extra: { [text]: [text] } })),
      );
      const stored = await query(
        db,
        context.tenantId,
        "select source_id, file_name, team_id, properties from file_uploads",
      );
      const expected = texts.map((text) => ({
        source_id: text,
        file_name: text,
        team_id: text,
        properties: { extra: { [text]: [text] } },
      }));
      const bySource = (a: object, b: object) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
      expect(stored.sort(bySource)).toEqual(expected.sort(bySource));
    }));

  it("puts the last microsecond of a quarter hour before its edge, and the edge after", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      const one = { usage_type: "compute", quantity: 1 };
      await recordFixture(context, [usage("1", one), usage("2", one, { time: "2026-11-20T10:15:00Z" })]);
      const starts = (await buckets(db, context.tenantId)).map(({ bucket_start }) => bucket_start);
      expect(starts).toEqual(["2026-11-20 10:00:00+00", "2026-11-20 10:15:00+00"]);
    }));

  it("in one batch the first of an identity wins, by source and id", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      const elsewhere = upload("1", { file_size: 3 }, { source: "elsewhere" });
      const batch = [upload("1"), upload("1"), upload("1", { file_size: 2 }), elsewhere];
      const answer = await recordEvents(context, batch, { verbose: true });
      expect(statuses(answer)).toEqual([
        [0, "accepted"],
        [1, "duplicate"],
        [2, "conflict"],
        [3, "accepted"],
      ]);
      expect(answer.results[1]?.event_id).toBe(answer.results[0]?.event_id);
      expect(answer.results[3]?.event_id).not.toBe(answer.results[0]?.event_id);
      const [conflict] = (await recordEvents(context, [upload("1", { file_size: 2 })])).results;
      expect(conflict?.detail).toMatch(/recorded with other content/);
    }));

  it.each([
    ["the order of keys does not matter", { data: { file_type: "image/png", file_size: 100 } }, "duplicate"],
    ["without a time any stored time is right", { time: undefined }, "duplicate"],
    ["the same instant in another zone", { time: "2026-11-20T11:07:00.000+01:00" }, "duplicate"],
    ["another time", { time: "2026-11-20T10:07:01Z" }, "conflict"],
    ["another subject", { subject: "ann" }, "conflict"],
    ["another type", { type: "llm.call" }, "conflict"],
    [
      "a size as text instead of a number",
      { data: { file_type: "image/png", file_size: "100" } },
      "conflict",
    ],
    ["a further property", { data: { file_type: "image/png", file_size: 100, x: 1 } }, "conflict"],
  ])("a second event under the same id: %s", (_, change, status) =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await createMeter(context, {
        key: "calls",
        displayName: "Calls",
        unit: "call",
        aggregation: "count",
        eventType: "llm.call",
      });
      const fields = { provider: "aws", upload_status: "success" };
      await recordFixture(context, [upload("1")]);
      const second = { ...upload("1"), ...change };
      const data = "data" in change ? { ...change.data, ...fields } : second.data;
      expect(statuses(await recordEvents(context, [{ ...second, data }]))).toEqual([[0, status]]);
    }),
  );

  it("tells what is wrong with each event and records the others", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db, {
        now: new Date("2026-11-20T12:00:00Z"),
        retentionDays: 30,
      });
      const at = (time: string) => upload(time, {}, { time });
      const answer = await recordEvents(context, [
        at("2026-11-20T12:05:00.000Z"),
        at("2026-11-20T12:05:00.001Z"),
        at("2026-10-21T12:00:00.000Z"),
        at("2026-10-21T11:59:59.999Z"),
        at("1999-12-31T23:59:59Z"),
        null,
        { ...upload("x"), type: "unheard.of" },
        usage("y", { usage_type: "api", quantity: "1e3" }),
        usage("z", { usage_type: "api", quantity: 2 ** 53 }),
      ]);
      expect(answer).toMatchObject({ accepted: 2, duplicates: 0, conflicts: 0, rejected: 7 });
      expect(answer.results.map(({ index, id, code }) => [index, id, code])).toEqual([
        [1, "2026-11-20T12:05:00.001Z", "timestamp_in_future"],
        [3, "2026-10-21T11:59:59.999Z", "too_old"],
        [4, "1999-12-31T23:59:59Z", "too_old"],
        [5, null, "invalid_event"],
        [6, "x", "no_meter"],
        [7, "y", "invalid_value"],
        [8, "z", "number_not_exact"],
      ]);
    }));

  it("without a retention takes events since 2000, each in a month of its own", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      const times = ["2000-01-01T00:00:00Z", "2015-05-31T23:59:59.999999Z", "2015-06-01T00:00:00Z"];
      await recordFixture(
        context,
        times.map((time) => upload(time, {}, { time })),
      );
      const where = "select tableoid::regclass::text as partition from file_uploads order by uploaded_at";
      const partitions = (await query(db, context.tenantId, where)).map(({ partition }) => partition);
      expect(partitions).toEqual(["file_uploads_2000_01", "file_uploads_2015_05", "file_uploads_2015_06"]);
    }));

  it("marks the day of the billing zone, also where the clock changes or a day is left out", () =>
    database.inTransaction(async (db) => {
      const daysIn = async (timezone: string, times: string[]) => {
        const context = await makeOrganization(db, { timezone });
        await recordFixture(
          context,
          times.map((time) => upload(time, {}, { time })),
        );
        const days = "select distinct usage_date from dirty_days order by 1";
        return (await query(db, context.tenantId, days)).map(({ usage_date }) => usage_date);
      };
      // Berlin 2026-10-25 has 25 hours: from 22:00Z of the 24th to 23:00Z of the 25th.
      const berlin = ["2026-10-24T21:59:59Z", "2026-10-24T22:00:00Z", "2026-10-25T22:59:59Z"];
      expect(await daysIn("Europe/Berlin", berlin)).toEqual(["2026-10-24", "2026-10-25"]);
      // Havana 2024-11-03: midnight comes twice, at 04:00Z and, an hour later, at 05:00Z.
      const havana = ["2024-11-03T03:59:59Z", "2024-11-03T04:30:00Z", "2024-11-03T05:30:00Z"];
      expect(await daysIn("America/Havana", havana)).toEqual(["2024-11-02", "2024-11-03"]);
      // Apia had no 2011-12-30: 10:00Z of that day ends the 29th and begins the 31st.
      const apia = ["2011-12-30T09:59:59Z", "2011-12-30T10:00:00Z"];
      expect(await daysIn("Pacific/Apia", apia)).toEqual(["2011-12-29", "2011-12-31"]);
    }));

  it("goes by the meters of now, also when it knew older ones", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      const call = (id: string) => ({ ...upload(id), type: "llm.call", data: { tokens: 5, team_id: "web" } });
      expect((await recordEvents(context, [call("1")])).results[0]?.code).toBe("no_meter");
      await createMeter(context, {
        key: "calls",
        displayName: "Calls",
        unit: "call",
        aggregation: "count",
        eventType: "llm.call",
      });
      await recordFixture(context, [call("1")]);
      // A meter made later counts the events that are there already.
      await createMeter(context, {
        key: "tokens",
        displayName: "Tokens",
        unit: "token",
        eventType: "llm.call",
        valueProperty: "$.tokens",
      });
      await recordFixture(context, [call("2")]);
      const counted = (await buckets(db, context.tenantId)).map(({ fact, event_count, quantity }) => [
        fact,
        event_count,
        quantity,
      ]);
      expect(counted).toEqual([
        ["calls", "2", "0"],
        ["tokens", "2", "10"],
      ]);
    }));

  it("keeps organizations apart: the same id counts in both, and neither sees the other's", () =>
    database.inTransaction(async (db) => {
      const ours = await makeOrganization(db);
      const theirs = await makeOrganization(db);
      await recordFixture(ours, [upload("1")]);
      await recordFixture(theirs, [upload("1", { file_size: 5 })]);
      for (const table of [
        "file_uploads",
        "event_keys",
        "rollup_quarter_hours",
        "dirty_days",
        "organizations",
      ]) {
        const column = table === "organizations" ? "id" : "organization_id";
        const rows = await query(db, ours.tenantId, `select ${column} as owner from ${table}`);
        expect(rows, table).toEqual([{ owner: ours.tenantId }]);
        const nobody = sql.raw(`set local role meterline_app; select ${column} from ${table}`);
        const unset = await db.transaction(async (tx) => tx.execute(nobody));
        expect(unset, table).toMatchObject([{}, { rows: [] }]);
        await db.execute(sql`set local role none`);
      }
      const everybody = await asOperator(db, (tx) => tx.execute(sql`select id from file_uploads`));
      expect(everybody.rows).toHaveLength(2);
    }));

  it("takes nothing, and answers so", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      const nothing = { accepted: 0, duplicates: 0, conflicts: 0, rejected: 0, results: [] };
      expect(await recordEvents(context, [])).toEqual(nothing);
    }));
});
