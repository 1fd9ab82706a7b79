import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import type { Context } from "@/db/context";
import { asOperator, asTableOwner } from "@/db/scope";
import { cleanup } from "@/lib/services/cleanup";
import { recordEvents } from "@/lib/services/events/record-events";
import { stageEvents } from "@/lib/services/events/stage-events";
import { createMeter } from "@/lib/services/meters/create-meter";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization } from "@/lib/testing/factories";

const database = useDatabase();

const CALLS = [
  { key: "calls", aggregation: "count" },
  { key: "tokens", aggregation: "sum", valueProperty: "$.tokens" },
  { key: "slowest", aggregation: "max", valueProperty: "$.ms" },
] as const;

async function organization(): Promise<Context> {
  const context = await makeOrganization(database.db);
  for (const meter of CALLS)
    await createMeter(context, { displayName: meter.key, unit: "one", eventType: "llm.call", ...meter });
  return context;
}

const AWKWARD = ["tab\there", "line\nbreak\r", "back\\slash \\N", "quote \" and '", "{brace},", "😀", " "];
const DATA = [
  (n: number) => ({
    type: "file_upload",
    data: {
      upload_status: n % 7 ? "success" : "failed",
      file_size: n,
      file_name: AWKWARD[n % 7],
      team_id: `t${n % 3}`,
    },
  }),
  (n: number) => ({
    type: "api_request",
    data: {
      endpoint: `/${n % 5}`,
      status_code: n % 2 ? 200 : 500,
      response_time_ms: "1.5",
      note: AWKWARD[n % 7],
    },
  }),
  (n: number) => ({ type: "usage", data: { usage_type: "compute", quantity: `-0.${n}1`, provider: "aws" } }),
  (n: number) => ({ type: "llm.call", subject: `user-${n % 4}`, data: { tokens: n, ms: n % 100 } }),
  (n: number) => ({
    type: "file_upload",
    data: { upload_status: "success", file_size: n % 12 === 4 ? -1 : 1 },
  }),
  () => ({ type: "unknown", data: {} }),
];

/** Events of every kind, good and bad ones, the first 40 of them again, and then with other content. */
function someEvents(
  count: number,
): { id: string; source: string; time: string; type: string; data: object }[] {
  const events = Array.from({ length: count }, (_, n) => ({
    id: `${n}`,
    source: "file",
    time: new Date(Date.UTC(2026, 9, 1) + n * 400_000).toISOString(),
    ...(DATA[n % DATA.length] ?? DATA[0])?.(n),
    specversion: "1.0",
  }));
  const first = events.slice(0, 40);
  return [
    ...events,
    ...first,
    ...first.map((event) => ({ ...event, time: "2026-10-05T00:00:00Z" })),
  ] as never;
}

async function contents({ tenantId }: Context): Promise<unknown> {
  const { rows } = await asOperator(database.db, (tx) =>
    tx.execute(sql`
      select (select json_agg(to_jsonb(e) - 'organization_id' - 'recorded_at' order by id) from file_uploads e
          where organization_id = ${tenantId}) as uploads,
        (select json_agg(to_jsonb(e) - 'organization_id' - 'recorded_at' order by id) from api_requests e
          where organization_id = ${tenantId}) as requests,
        (select json_agg(to_jsonb(e) - 'organization_id' - 'recorded_at' order by id) from usage_events e
          where organization_id = ${tenantId}) as usage,
        (select json_agg(to_jsonb(e) - 'organization_id' order by id) from event_keys e
          where organization_id = ${tenantId}) as keys,
        (select json_agg(to_jsonb(t) - 'organization_id' - 'created_at' order by id) from teams t
          where organization_id = ${tenantId}) as teams,
        (select json_agg(to_jsonb(r) - 'organization_id' order by fact, bucket_start, team_id, provider, file_type)
          from rollup_quarter_hours r where organization_id = ${tenantId}) as rollup`),
  );
  return rows[0];
}

async function stagedRows(): Promise<number> {
  const { rows } = await asOperator(database.db, (tx) =>
    tx.execute<{ count: string }>(sql`select count(*) from staged_events`),
  );
  return Number(rows[0]?.count);
}

it("a staged bulk has the results and leaves the rows of the same events recorded plainly", async () => {
  const [staged, plain] = [await organization(), await organization()];
  const events = someEvents(1500);
  const results = await (await stageEvents(staged, events))();
  const recorded = await recordEvents(plain, events, { verbose: true });
  expect(results).toEqual(recorded.results);
  expect(recorded).toMatchObject({ accepted: 1125, duplicates: 31, conflicts: 31, rejected: 393 });
  expect(await contents(staged)).toEqual(await contents(plain));
  const again = await (await stageEvents(staged, events))();
  expect(again).toEqual((await recordEvents(plain, events, { verbose: true })).results);
  expect(again.filter(({ status }) => status === "accepted")).toEqual([]);
  expect(await contents(staged)).toEqual(await contents(plain));
  expect(await stagedRows()).toBe(0);
});

it("two chunks may be under way at once, with events in common", async () => {
  const context = await organization();
  const events = someEvents(1200);
  const stores = [await stageEvents(context, events), await stageEvents(context, events)];
  const results = await Promise.all(stores.map((store) => store()));
  const accepted = results.flat().filter(({ status }) => status === "accepted");
  expect(accepted).toHaveLength(900);
  expect(new Set(accepted.map(({ id }) => id)).size).toBe(900);
  expect(await stagedRows()).toBe(0);
});

it("what was staged and lost with the database's memory is recorded all the same", async () => {
  const context = await organization();
  const store = await stageEvents(context, someEvents(1200));
  await asTableOwner(database.db, (tx) => tx.execute(sql`truncate staged_events`));
  expect((await store()).filter(({ status }) => status === "accepted")).toHaveLength(900);
});

it("what was judged before a meter came is judged again", async () => {
  const context = await organization();
  const store = await stageEvents(context, someEvents(1200));
  await createMeter(context, {
    key: "own",
    displayName: "Own",
    unit: "one",
    aggregation: "count",
    eventType: "unknown",
  });
  expect((await store()).filter(({ status }) => status === "accepted")).toHaveLength(1100);
  expect(await stagedRows()).toBe(0);
});

it("a load that died between its steps counts nothing, is repeated whole, and is swept away after a day", async () => {
  const context = await organization();
  const events = someEvents(1200);
  await stageEvents(context, events);
  expect(await stagedRows()).toBeGreaterThan(900);
  const results = await (await stageEvents(context, events))();
  expect(results.filter(({ status }) => status === "accepted")).toHaveLength(900);
  expect(await cleanup(database.db)).toMatchObject({ staged_events: 0 });
  const tomorrow = new Date(Date.now() + 25 * 3_600_000);
  expect((await cleanup(database.db, tomorrow)).staged_events).toBeGreaterThan(900);
  expect(await stagedRows()).toBe(0);
});

it("an organization sees nothing of what another one has staged", async () => {
  const [ours, theirs] = [await organization(), await organization()];
  await stageEvents(theirs, someEvents(1200));
  const seen = await database.db.transaction(async (tx) => {
    await tx.execute(
      sql.raw(`set local role meterline_app; set local app.organization_id = '${ours.tenantId}'`),
    );
    return (await tx.execute(sql`select from staged_events`)).rows.length;
  });
  expect(seen).toBe(0);
});
