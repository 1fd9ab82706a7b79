import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { createMeter } from "@/lib/services/meters/create-meter";
import { listUncounted } from "@/lib/services/meters/list-uncounted";
import { verifyRollups } from "@/lib/services/rollups/verify-rollups";
import { getUsageTotals } from "@/lib/services/usage/get-usage-totals";
import { clean, january, quarterHours, rows, sums, useArchives, withJanuary } from "@/lib/testing/archives";
import { useDatabase } from "@/lib/testing/database";
import { recordFixture } from "@/lib/testing/factories";
import { upload } from "@/lib/testing/usage-events";
import { readManifest } from "./read-archive";
import { unarchive } from "./unarchive";

const database = useDatabase();
const archives = useArchives();
const { archive, archiveJanuary } = archives;

describe("a restored archive", () => {
  it("brings every row back as it was, changes no rollup, and verify compares the month again", () =>
    database.inTransaction(async (db) => {
      const context = await withJanuary(db);
      const before = [await rows(db, context), await quarterHours(db, context)];
      const found = await archiveJanuary(context);
      const answer = { organization: context.tenant.slug, month: "2026-01", present: 0 };
      expect(await unarchive(context, found)).toEqual({ ...answer, restored: 4, differences: 0 });
      expect([await rows(db, context), await quarterHours(db, context)]).toEqual(before);
      await clean(db);
      expect(await unarchive(context, found)).toEqual({ ...answer, restored: 0, present: 4, differences: 0 });
      expect(await rows(db, context)).toBe(before[0]);
      expect(await archive(context)).toMatchObject([{ rows: 4 }]);
    }));

  it("is found by any of its files", () =>
    database.inTransaction(async (db) => {
      const context = await withJanuary(db);
      const { path, manifest } = await archiveJanuary(context);
      const data = join(dirname(path), manifest.files[0]?.file ?? "");
      expect((await readManifest(data)).manifest.id).toBe(manifest.id);
      await expect(readManifest(join(archives.folder, "notes.txt"))).rejects.toThrow(
        "is no file of an archive",
      );
      await expect(readManifest(join(archives.folder, "x.manifest.json"))).rejects.toThrow(
        "There is no such file",
      );
    }));

  it("goes on where an interrupted run stopped", () =>
    database.inTransaction(async (db) => {
      const context = await withJanuary(db);
      const before = await rows(db, context);
      const found = await archiveJanuary(context);
      const stop = () => {
        throw new Error("killed");
      };
      await expect(unarchive(context, found, stop)).rejects.toThrow("killed");
      expect(await verifyRollups(db)).toMatchObject({ differences: 0, skipped: [january] });
      expect(await unarchive(context, found)).toMatchObject({ restored: 3, present: 1, differences: 0 });
      expect(await rows(db, context)).toBe(before);
      await clean(db);
    }));

  it("counts for meters that were made meanwhile", () =>
    database.inTransaction(async (db) => {
      const context = await withJanuary(db);
      const found = await archiveJanuary(context);
      const own = { displayName: "Calls", unit: "call", eventType: "llm.call" };
      const calls = await createMeter(context, { key: "calls", aggregation: "count", ...own });
      const uncounted = {
        from: january.start.toISOString(),
        to: january.end.toISOString(),
        reason: "archive",
      };
      expect(await listUncounted(context, calls)).toEqual([uncounted]);
      await createMeter(context, {
        key: "users",
        aggregation: "unique_count",
        valueProperty: "$.model",
        ...own,
      });
      await unarchive(context, found);
      await clean(db);
      expect(await listUncounted(context, calls)).toEqual([]);
      const { body } = await getUsageTotals(context, {
        ...{ tenant_id: context.tenantId, feature_keys: ["calls", "users"] },
        ...{ period_start: "2026-01-01T00:00Z", period_end: "2026-02-01T00:00Z" },
      });
      expect(body.map(({ feature_key, quantity }) => [feature_key, quantity])).toEqual([
        ["calls", "1"],
        ["users", "1"],
      ]);
    }));

  it("leaves archives of later events of its month archived", () =>
    database.inTransaction(async (db) => {
      const context = await withJanuary(db);
      const first = await archiveJanuary(context);
      await recordFixture(context, [upload("2026-01-20T00:00:00Z", { file_size: 5 })]);
      const late = await sums(context);
      const second = await archiveJanuary(context);
      expect(second.manifest.rows).toBe(1);
      expect(await sums(context)).toEqual(late);
      await unarchive(context, first);
      expect(await verifyRollups(db)).toMatchObject({ differences: 0, skipped: [january] });
      await unarchive(context, second);
      expect(await sums(context)).toEqual(late);
      await clean(db);
    }));
});
