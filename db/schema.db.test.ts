import { sql } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { describe, expect, it } from "vitest";
import { ensureMonths } from "@/db/partitions";
import * as schema from "@/db/schema";
import { useDatabase } from "@/lib/testing/database";

const database = useDatabase();

/** Tables that belong to no organization, or to a sign-in before one is chosen. */
const GLOBAL = [
  "users",
  "accounts",
  "user_sessions",
  "password_resets",
  "api_key_hashes",
  "idempotency_keys",
  "organization_slugs",
];
const GRANULAR = ["file_uploads", "api_requests", "usage_events"] as const;
const ROLLUPS = [
  "rollup_quarter_hours",
  "rollup_days",
  "rollup_day_providers",
  "rollup_day_totals",
  "rollup_quarter_totals",
];

const tables = Object.values(schema)
  .filter((value) => value instanceof PgTable)
  .map((table) => getTableConfig(table).name);
const tenantTables = tables.filter((name) => !GLOBAL.includes(name));

async function rows(query: ReturnType<typeof sql>): Promise<Record<string, unknown>[]> {
  return (await database.db.execute(query)).rows;
}
const names = sql.param(tables);
const tenantNames = sql.param(tenantTables);

describe("the schema's rules", () => {
  it("knows which tables belong to tenants", async () => {
    const inDatabase = await rows(sql`
      select relname from pg_class
      where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and not relispartition`);
    expect(inDatabase.map(({ relname }) => relname).sort()).toEqual([...tables].sort());
    expect(tenantTables.length).toBeGreaterThanOrEqual(13);
  });

  it("every unique index of a tenant table begins with the organization, which is never null", async () => {
    const keys = await rows(sql`
      select c.relname as table, a.attname as first, a.attnotnull as required
      from pg_index i
      join pg_class c on c.oid = i.indrelid
      join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
      where i.indisunique and c.relname = any (${tenantNames}::text[])`);
    expect(new Set(keys.map(({ table }) => table))).toEqual(new Set(tenantTables));
    for (const { table, ...key } of keys)
      expect({ table, ...key }).toEqual({
        table,
        first: table === "organizations" ? "id" : "organization_id",
        required: true,
      });
  });

  it("every numeric column refuses NaN, or belongs to a rollup that is summed from such columns", async () => {
    const open = await rows(sql`
      select c.relname as table, a.attname as column
      from pg_attribute a
      join pg_class c on c.oid = a.attrelid
      where c.relname = any (${names}::text[]) and a.atttypid = 'numeric'::regtype and a.attnum > 0
        and not exists (
          select from pg_constraint k where k.conrelid = c.oid and a.attnum = any (k.conkey)
            and pg_get_constraintdef(k.oid) like '%<> ''NaN''::numeric%'
        )`);
    expect(open.filter(({ table }) => !ROLLUPS.includes(String(table)))).toEqual([]);
  });

  it("has no triggers of its own, no rules, no listeners and no SQL-language functions with arguments", async () => {
    expect(await rows(sql`select tgname from pg_trigger where not tgisinternal`)).toEqual([]);
    const rules = sql`select rulename from pg_rewrite r join pg_class c on c.oid = r.ev_class
      where c.relnamespace = current_schema()::regnamespace and rulename <> '_RETURN'`;
    expect(await rows(rules)).toEqual([]);
    const functions = await rows(sql`
      select p.proname, l.lanname, p.prosecdef from pg_proc p join pg_language l on l.oid = p.prolang
      where p.pronamespace = current_schema()::regnamespace`);
    expect(functions.length).toBeGreaterThan(0);
    for (const { proname, ...made } of functions)
      expect({ proname, ...made }).toEqual({ proname, lanname: "plpgsql", prosecdef: false });
  });

  it("row-level security is on and forced on every tenant table, with a policy for each role", async () => {
    const guarded = await rows(sql`
      select c.relname as table, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
        array_agg(p.polname::text order by p.polname) filter (where p.polname in ('operator', 'tenant')) as policies
      from pg_class c left join pg_policy p on p.polrelid = c.oid
      where c.relname = any (${tenantNames}::text[]) group by 1, 2, 3`);
    expect(guarded).toHaveLength(tenantTables.length);
    for (const { table, ...guard } of guarded)
      expect({ table, ...guard }).toEqual({
        table,
        enabled: true,
        // Its owner copies rows into it, which row-level security refuses.
        forced: table !== "staged_events",
        policies: ["operator", "tenant"],
      });
  });

  it("views look through the eyes of who asks", async () => {
    const views = await rows(sql`
      select relname, reloptions from pg_class
      where relkind = 'v' and relnamespace = current_schema()::regnamespace order by 1`);
    const reloptions = ["security_invoker=true"];
    expect(views).toEqual([
      { relname: "daily_usage", reloptions },
      { relname: "hourly_usage", reloptions },
      { relname: "monthly_usage", reloptions },
    ]);
  });

  it("rollup keys are never null and compare byte by byte", async () => {
    const keys = await rows(sql`
      select c.relname as table, a.attname as column, a.attnotnull as required, l.collname as collation
      from pg_attribute a
      join pg_class c on c.oid = a.attrelid
      join pg_index i on i.indrelid = c.oid and i.indisprimary and a.attnum = any (i.indkey)
      left join pg_collation l on l.oid = a.attcollation
      where c.relname = any (${sql.param(ROLLUPS)}::text[])`);
    expect(keys).toHaveLength(6 + 6 + 4 + 3 + 3);
    for (const key of keys) {
      const isText = !["organization_id", "bucket_start", "usage_date"].includes(String(key.column));
      expect(key).toMatchObject({ required: true, collation: isText ? "C" : null });
    }
  });

  it("granular tables are partitioned by month, without a default, and have few indexes", () =>
    database.inTransaction(async (db) => {
      await ensureMonths(
        db,
        GRANULAR.map((table) => ({ table, month: "2026-12" })),
      );
      const { rows: parents } = await db.execute(sql`
        select c.relname as table, p.partstrat as strategy, p.partdefid::int as default,
          (select count(*)::int from pg_index i where i.indrelid = c.oid) <= 4 as few
        from pg_partitioned_table p join pg_class c on c.oid = p.partrelid order by 1`);
      expect(parents).toEqual(
        ["api_requests", "file_uploads", "usage_events"].map((table) => ({
          table,
          strategy: "r",
          default: 0,
          few: true,
        })),
      );
      const { rows: partitions } = await db.execute(sql`
        select c.relname as partition, pg_get_expr(c.relpartbound, c.oid) as bounds, c.relacl is null as ungranted,
          (select count(*)::int from pg_constraint k where k.conrelid = c.oid and k.contype = 'c') as checks
        from pg_class c where c.relispartition and c.relkind = 'r' order by 1`);
      const bounds = "FOR VALUES FROM ('2026-12-01 00:00:00+00') TO ('2027-01-01 00:00:00+00')";
      expect(partitions).toEqual([
        { partition: "api_requests_2026_12", bounds, ungranted: true, checks: 3 },
        { partition: "file_uploads_2026_12", bounds, ungranted: true, checks: 2 },
        { partition: "usage_events_2026_12", bounds, ungranted: true, checks: 2 },
      ]);
    }));

  it("nobody updates granular rows or identities", async () => {
    const grants = await rows(sql`
      select grantee, table_name from information_schema.table_privileges
      where grantee in ('meterline_app', 'meterline_operator') and privilege_type = 'UPDATE'
        and table_name = any (${sql.param([...GRANULAR, "event_keys", "dirty_days"])}::text[])`);
    expect(grants).toEqual([]);
  });
});
