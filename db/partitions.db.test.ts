import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { dropEmptyMonths } from "@/db/drop-partitions";
import { ensureMonths, ensureMonthsAhead } from "@/db/partitions";
import { asOperator } from "@/db/scope";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { upload } from "@/lib/testing/usage-events";

const database = useDatabase();

async function months(): Promise<string[]> {
  const { rows } = await database.db.execute<{ name: string }>(sql`
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    join pg_class p on p.oid = i.inhparent where p.relname = 'file_uploads' order by 1`);
  return rows.map(({ name }) => name.replace("file_uploads_", ""));
}

it("partitions are made for this month and the next three, once", async () => {
  const now = new Date("2026-11-30T23:59:59Z");
  expect(await ensureMonthsAhead(database.db, now)).toBe(12);
  expect(await months()).toEqual(["2026_11", "2026_12", "2027_01", "2027_02"]);
  expect(await ensureMonthsAhead(database.db, now)).toBe(0);
});

it("a past partition goes when nobody holds rows in it, and comes back with the next event", async () => {
  const now = new Date("2026-11-20T12:00:00Z");
  const context = await makeOrganization(database.db, { now });
  await ensureMonths(database.db, [{ table: "file_uploads", month: "2026-07" }]);
  await recordFixture(context, [upload("2026-08-05T00:00:00Z"), upload("2026-09-05T00:00:00Z")]);
  expect(await dropEmptyMonths(database.db, now)).toBe(1);
  expect(await months()).toEqual(["2026_08", "2026_09", "2026_11", "2026_12", "2027_01", "2027_02"]);

  const forget = sql`delete from file_uploads where uploaded_at < '2026-09-01'`;
  await asOperator(database.db, (tx) => tx.execute(forget));
  await asOperator(database.db, (tx) =>
    tx.execute(sql`delete from rollup_quarter_hours where bucket_start < '2026-09-01'`),
  );
  expect(await dropEmptyMonths(database.db, now)).toBe(1);
  expect(await months()).not.toContain("2026_08");
  await recordFixture(context, [upload("2026-08-06T00:00:00Z")]);
  expect(await months()).toContain("2026_08");
});

it("a partition stays as long as a reader that began before may still see its rows", async () => {
  const now = new Date("2026-11-20T12:00:00Z");
  const context = await makeOrganization(database.db, { now });
  await recordFixture(context, [upload("2026-05-05T00:00:00Z")]);
  const count = sql`select count(*)::int as count from file_uploads where uploaded_at < '2026-06-01'`;
  await database.db.transaction(
    async (reader) => {
      await reader.execute(sql`select count(*) from organizations`);
      await asOperator(database.db, (tx) =>
        tx.execute(sql`delete from rollup_quarter_hours where bucket_start < '2026-06-01'`),
      );
      await asOperator(database.db, (tx) =>
        tx.execute(sql`delete from file_uploads where uploaded_at < '2026-06-01'`),
      );
      expect(await dropEmptyMonths(database.db, now)).toBe(0);
      await reader.execute(sql`set local role meterline_operator`);
      expect((await reader.execute(count)).rows).toEqual([{ count: 1 }]);
    },
    { isolationLevel: "repeatable read" },
  );
  expect(await dropEmptyMonths(database.db, now)).toBe(1);
});
