import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { organizations } from "@/db/schema";
import { asOperator } from "@/db/scope";
import { unarchive } from "@/lib/services/archive/unarchive";
import { recordEvents } from "@/lib/services/events/record-events";
import { verifyRollups } from "@/lib/services/rollups/verify-rollups";
import { counted, JANUARY, sums, useArchives, withJanuary } from "@/lib/testing/archives";
import { useDatabase } from "@/lib/testing/database";
import { applyRetention } from "./apply-retention";

const database = useDatabase();
const { archiveJanuary } = useArchives();

const keepFor = (db: Db, { tenantId }: Context, retentionDays: number) =>
  asOperator(db, (tx) =>
    tx.update(organizations).set({ retentionDays }).where(eq(organizations.id, tenantId)),
  );

it("an archive that is older than the retention loses its identities, cannot come back, and its sums stay", () =>
  database.inTransaction(async (db) => {
    const context = await withJanuary(db);
    const before = await sums(context);
    const found = await archiveJanuary(context);
    // 292 days before is the noon of February 1st.
    await keepFor(db, context, 292);
    await applyRetention(db, context.now);
    expect(await counted(db, context)).toEqual({ uploads: 1, keys: 1 });
    expect(await sums(context)).toEqual(before);
    expect(await recordEvents(context, JANUARY)).toMatchObject({ accepted: 0, rejected: 4 });
    await expect(unarchive(context, found)).rejects.toThrow("older than the retention keeps");
    expect((await verifyRollups(db)).skipped.map(({ reason }) => reason)).toEqual(["retention"]);
  }));

it("what comes back of a month that the retention has half reached goes with its next run", () =>
  database.inTransaction(async (db) => {
    const context = await withJanuary(db);
    const before = await sums(context);
    const found = await archiveJanuary(context);
    // 310 days before is the noon of January 14th.
    await keepFor(db, context, 310);
    expect(await applyRetention(db, context.now)).toEqual({ organizations: 0, events: 0 });
    expect(await unarchive(context, found)).toMatchObject({ restored: 4, differences: 0 });
    expect(await applyRetention(db, context.now)).toEqual({ organizations: 1, events: 1 });
    expect(await counted(db, context)).toEqual({ uploads: 1, keys: 4 });
    expect(await sums(context)).toEqual(before);
  }));
