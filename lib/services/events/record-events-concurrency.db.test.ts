import Big from "big.js";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, connect, type Db } from "@/db/client";
import type { Context } from "@/db/context";
import { asOperator } from "@/db/scope";
import { parseEnv } from "@/lib/env";
import { recordEvents } from "@/lib/services/events/record-events";
import { createMeter } from "@/lib/services/meters/create-meter";
import { changeTimezone } from "@/lib/services/organizations/change-timezone";
import { compactDays } from "@/lib/services/rollups/compact-days";
import { useDatabase } from "@/lib/testing/database";
import { expectRollupsExact } from "@/lib/testing/expect-rollups-exact";
import { makeOrganization } from "@/lib/testing/factories";

const database = useDatabase();
let connection: Connection;

beforeAll(() => {
  connection = connect(database.url, parseEnv({ DATABASE_DRIVER: "pg", DATABASE_POOL_SIZE: "24" }));
});
afterAll(() => connection.close());

const MINUTE = 60_000;
const start = Date.UTC(2026, 10, 19, 20);

/** One event a minute over two days: neighbours share buckets, and midnight lies in between. */
const minutes = (source: string, from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `${from + index}`,
    source,
    type: "usage",
    time: new Date(start + (from + index) * MINUTE).toISOString(),
    data: { usage_type: "compute", quantity: "0.1", team_id: `team-${index % 3}` },
  }));

const shuffled = <T>(list: T[]): T[] =>
  list
    .map((value) => ({ value, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ value }) => value);

async function stored(db: Db, { tenantId }: Context) {
  const { rows } = await asOperator(db, (tx) =>
    tx.execute<{ events: number; keys: number; sum: string | null }>(sql`
      select (select count(*)::int from usage_events where organization_id = ${tenantId}) as events,
        (select count(*)::int from event_keys where organization_id = ${tenantId}) as keys,
        (select trim_scale(sum(quantity))::text from rollup_quarter_hours where organization_id = ${tenantId}) as sum`),
  );
  return rows[0];
}

/** Repeats work until another one is through. */
async function meanwhile(work: () => Promise<void>, until: Promise<unknown>): Promise<number> {
  let over = false;
  let times = 0;
  const end = until.finally(() => {
    over = true;
  });
  for (; !over; times += 1) await work();
  await end;
  return times;
}

describe("recordEvents under load", () => {
  it("a killed connection leaves nothing half: the batch is repeated and counts once", async () => {
    const context = await makeOrganization(connection.db, { now: new Date(start + 3000 * MINUTE) });
    const told: unknown[] = [];
    const batches = Array.from({ length: 6 }, (_, number) => minutes("killed", number * 400, 400));
    const writing = (async () => {
      for (const batch of batches) told.push((await recordEvents(context, batch)).rejected);
    })();
    let kills = 0;
    await meanwhile(async () => {
      if (kills >= 4) return pause(5);
      kills += await killWriter();
      await pause(2);
    }, writing);
    expect(kills).toBeGreaterThan(0);
    expect(told).toEqual([0, 0, 0, 0, 0, 0]);
    expect(await stored(connection.db, context)).toEqual({ events: 2400, keys: 2400, sum: "240" });
    await expectRollupsExact(connection.db);
  });

  it("readers of clean days and dirty quarter hours see all events at every instant", async () => {
    const context = await makeOrganization(connection.db, { now: new Date(start + 3000 * MINUTE) });
    const batches = Array.from({ length: 60 }, (_, number) => shuffled(minutes("read", number * 40, 40)));
    const writing = Promise.all(
      [0, 1].map(async (half) => {
        for (const batch of batches.slice(half * 30, half * 30 + 30)) await recordEvents(context, batch);
      }),
    );
    const compacting = meanwhile(async () => {
      await compactDays(connection.db, { organizationId: context.tenantId });
    }, writing);
    const seen: unknown[] = [];
    await meanwhile(async () => {
      seen.push(await wrongDays(connection.db, context));
    }, writing);
    await compacting;
    expect(seen.length).toBeGreaterThan(5);
    expect(seen.filter((wrong) => wrong !== 0)).toEqual([]);
    expect(await stored(connection.db, context)).toEqual({ events: 2400, keys: 2400, sum: "240" });
  });

  it("a meter made under load counts all events of its type, earlier and later ones", async () => {
    const context = await makeOrganization(connection.db, { now: new Date(start + 3000 * MINUTE) });
    const calls = {
      aggregation: "count",
      eventType: "llm.call",
      displayName: "Calls",
      unit: "call",
    } as const;
    await createMeter(context, { key: "calls_0", ...calls });
    const batches = Array.from({ length: 40 }, (_, number) =>
      minutes(`meters-${number % 2}`, number * 20, 20).map((event) => ({ ...event, type: "llm.call" })),
    );
    const writing = Promise.all(
      [0, 1].map(async (half) => {
        for (const batch of batches.slice(half * 20, half * 20 + 20)) await recordEvents(context, batch);
      }),
    );
    let made = 1;
    await meanwhile(async () => {
      await createMeter(context, { key: `calls_${made}`, ...calls });
      made += 1;
      await pause(5);
    }, writing);
    expect(made).toBeGreaterThan(1);
    const { rows } = await asOperator(connection.db, (tx) =>
      tx.execute(sql`select fact, sum(event_count)::int as events from rollup_quarter_hours
        where organization_id = ${context.tenantId} group by 1 order by 1`),
    );
    const facts = Array.from({ length: made }, (_, number) => ({ fact: `calls_${number}`, events: 800 }));
    expect(rows).toEqual(facts.sort((a, b) => (a.fact < b.fact ? -1 : 1)));
    await expectRollupsExact(connection.db);
  });

  it("a change of the zone under load leaves no day of the old one", async () => {
    const context = await makeOrganization(connection.db, { now: new Date(start + 3000 * MINUTE) });
    const zones = ["Pacific/Kiritimati", "America/Havana", "Asia/Kathmandu", "Europe/Berlin"];
    const changing = (async () => {
      for (const zone of zones) {
        await changeTimezone(context, zone);
        await expectRollupsExact(connection.db);
      }
    })();
    const writing = [0, 1, 2].map((writer) => {
      let from = 0;
      return meanwhile(async () => {
        await recordEvents(context, minutes(`zone-${writer}`, from % 2400, 40));
        from += 40;
      }, changing);
    });
    const compacting = meanwhile(async () => {
      await compactDays(connection.db, { organizationId: context.tenantId });
    }, changing);
    await Promise.all(writing);
    await compacting;
    await compactDays(connection.db, { organizationId: context.tenantId });
    expect(await wrongDays(connection.db, context)).toBe(0);
    await expectRollupsExact(connection.db);
  });

  // The last one: what it writes would slow the checks of the others.
  it("16 writers of the same events and buckets for half a minute: none fails, each event counts once", async () => {
    const context = await makeOrganization(connection.db, { now: new Date(start + 3000 * MINUTE) });
    const end = Date.now() + 30_000;
    let rounds = 0;
    let accepted = 0;
    // Every round 750 new events, each sent by at least four writers, in batches that overlap and in any order:
    // writers 0 to 3 cover the minutes 0–299, 150–449, 300–599 and 450–749.
    for (; Date.now() < end; rounds += 1) {
      const writer = async (number: number) => {
        const own = shuffled(minutes(`round ${rounds}`, (number % 4) * 150, 300));
        for (let at = 0; at < own.length; at += 25) {
          const recorded = await recordEvents(context, own.slice(at, at + 25));
          accepted += recorded.accepted;
        }
      };
      await Promise.all(Array.from({ length: 16 }, (_, number) => writer(number)));
    }
    const unique = rounds * 750;
    expect(accepted).toBe(unique);
    expect(await stored(connection.db, context)).toEqual({
      events: unique,
      keys: unique,
      sum: new Big("0.1").times(unique).toFixed(),
    });
    await expectRollupsExact(connection.db);
  });
});

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Ends a connection that is storing a batch; says how many it hit. */
async function killWriter(): Promise<number> {
  const { rows } = await database.db.execute(sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and state = 'active' and pid <> pg_backend_pid()
      and query like '%insert into event_keys%'`);
  return rows.length;
}

/** Days whose clean row, or quarter hours where dirty, say something else than their events: in one snapshot. */
async function wrongDays(db: Db, { tenantId }: Context): Promise<number> {
  const { rows } = await asOperator(db, (tx) =>
    tx.execute<{ wrong: number }>(sql`
      with zone as (select timezone from organizations where id = ${tenantId}),
      dirty as (select distinct usage_date from dirty_days where organization_id = ${tenantId}),
      read as (
        select usage_date, sum(event_count) as events, sum(quantity) as quantity from (
          select usage_date, event_count, quantity from rollup_days
          where organization_id = ${tenantId} and usage_date not in (select usage_date from dirty)
          union all
          select * from (
            select (bucket_start at time zone timezone)::date as usage_date, event_count, quantity
            from rollup_quarter_hours, zone where organization_id = ${tenantId}
          ) fine where usage_date in (select usage_date from dirty)
        ) rows group by 1
      ), counted as (
        select (occurred_at at time zone timezone)::date as usage_date, count(*) as events,
          sum(quantity) as quantity
        from usage_events, zone where organization_id = ${tenantId} group by 1
      )
      select count(*)::int as wrong from read r full join counted c using (usage_date)
      where (r.events, r.quantity) is distinct from (c.events, c.quantity)`),
  );
  return rows[0]?.wrong ?? -1;
}
