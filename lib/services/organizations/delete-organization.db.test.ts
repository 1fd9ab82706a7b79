import { existsSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { rememberAnswer } from "@/lib/auth/remember-answer";
import { archiveFolder } from "@/lib/env";
import { createApiKey } from "@/lib/services/api-keys/create-api-key";
import { recordEvents } from "@/lib/services/events/record-events";
import { deleteOrganization } from "@/lib/services/organizations/delete-organization";
import { makePrivateFolder } from "@/lib/services/private-files";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization } from "@/lib/testing/factories";

const database = useDatabase();

/** How many rows of each table, whatever tables the database has, name the organization. */
async function ownedRows(db: Db, { tenantId }: Context): Promise<Record<string, number>> {
  const { rows: tables } = await db.execute<{ name: string }>(sql`
    select relname as name from pg_class
    where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and not relispartition`);
  const owned: Record<string, number> = {};
  for (const { name } of tables) {
    const { rows } = await db.execute<{ count: number }>(
      sql`select count(*)::int as count from ${sql.identifier(name)} t where t::text like ${`%${tenantId}%`}`,
    );
    if (rows[0]?.count) owned[name] = rows[0].count;
  }
  return owned;
}

async function fill(context: Context): Promise<void> {
  const events = [
    { type: "file_upload", data: { upload_status: "success", team_id: "web" } },
    { type: "api_request", data: { endpoint: "/a" } },
    { type: "usage", data: { usage_type: "compute", quantity: 1 } },
    { type: "unknown", data: {} },
  ].map((event, n) => ({ ...event, id: `${n}`, source: "test", time: "2026-11-01T10:00:00Z" }));
  expect(await recordEvents(context, events, { keepRejected: true })).toMatchObject({
    accepted: 3,
    rejected: 1,
  });
  await createApiKey(context, { name: "Key", scopes: ["ingest"] });
  const asked = { caller: `${context.tenantId} system`, key: "k", request: "r" };
  await rememberAnswer(context.db, asked, async () => ({}));
}

it("deletes everything that names the organization, and nothing of another one", () =>
  database.inTransaction(async (db) => {
    const [ours, theirs] = [await makeOrganization(db), await makeOrganization(db)];
    for (const context of [ours, theirs]) await fill(context);
    const [before, kept] = [await ownedRows(db, ours), await ownedRows(db, theirs)];
    expect(Object.keys(before).sort()).toEqual(
      expect.arrayContaining(["api_key_hashes", "dirty_days", "event_keys", "idempotency_keys", "teams"]),
    );
    expect(before).toEqual(kept);

    const folders = [ours, theirs].map(({ tenantId }) => join(archiveFolder(), tenantId));
    for (const folder of folders) await makePrivateFolder(folder);
    for (const folder of folders) await writeFile(join(folder, "2026-01.ndjson.gz"), "");

    await deleteOrganization(ours);
    expect(folders.map(existsSync)).toEqual([false, true]);
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
    expect(await ownedRows(db, ours)).toEqual({});
    expect(await ownedRows(db, theirs)).toEqual(kept);
    await expect(recordEvents(ours, [{ id: "9", source: "s", type: "usage" }])).rejects.toThrow();
  }));
