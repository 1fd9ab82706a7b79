import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { Db } from "@/db/client";
import { readAsTenant } from "@/db/scope";
import type { TenantId } from "@/lib/domain/viewer";
import { recordEvents } from "@/lib/services/events/record-events";
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

const buckets = (db: Db, tenantId: TenantId) =>
  readAsTenant(db, tenantId, async (tx) => {
    const { rows } = await tx.execute(sql`
      select fact, team_id, provider, file_type, bucket_start::text, event_count, quantity, quantity_count,
        duration_ms, duration_count
      from rollup_quarter_hours order by fact, team_id, bucket_start`);
    return rows;
  });

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
      expect(again.results.map(({ index, id, status }) => [index, id, status])).toEqual([
        [0, "1", "duplicate"],
        [1, "2", "conflict"],
      ]);
      expect(await buckets(db, context.tenantId)).toEqual(expected);
    }));
});
