import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { organizations } from "@/db/schema";
import { asOperator } from "@/db/scope";
import { systemContext } from "@/lib/auth/tenant";
import { recordEvents } from "@/lib/services/events/record-events";
import { verifyRollups } from "@/lib/services/rollups/verify-rollups";
import { generateSample } from "@/lib/services/sample/generate-sample";
import { removeSample } from "@/lib/services/sample/remove-sample";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";

const database = useDatabase();
const ASKED = { slug: "sample", months: 1, seed: 7, until: "2026-03-31" };
const REAL = { id: "1", source: "real", type: "usage", time: "2026-03-02T00:00:00Z" };
const DATA = { usage_type: "compute", quantity: 1 };

describe("generateSample", () => {
  it("makes a marked organization with exact rollups, and accepts nothing the second time", () =>
    database.inTransaction(async (db) => {
      const first = await generateSample(db, ASKED);
      expect(first).toMatchObject({ from: "2026-03-01", until: "2026-03-31", duplicates: 0, rejected: 0 });
      expect(first.accepted).toBe(first.events);
      expect(first.events).toBeGreaterThan(2000);
      expect(await verifyRollups(db)).toEqual({ differences: 0, listed: [], skipped: [] });
      const marked = await asOperator(db, (tx) =>
        tx.select({ slug: organizations.slug }).from(organizations).where(eq(organizations.sample, true)),
      );
      expect(marked).toEqual([{ slug: "sample" }]);

      const second = await generateSample(db, ASKED);
      expect(second).toEqual({ ...first, accepted: 0, duplicates: first.events });
    }));

  it("refuses an organization that was made for anything else, even while it is empty", () =>
    database.inTransaction(async (db) => {
      await makeOrganization(db, { slug: "acme" });
      const sentence = /acme was not made for samples/;
      await expect(generateSample(db, { ...ASKED, slug: "acme" })).rejects.toThrow(sentence);
      await expect(removeSample(db, "acme")).rejects.toThrow(sentence);
    }));

  it("never mixes two samples, and leaves an organization alone that got other events", () =>
    database.inTransaction(async (db) => {
      await generateSample(db, ASKED);
      await expect(generateSample(db, { ...ASKED, seed: 8 })).rejects.toThrow(
        /other events than this sample/,
      );
      await recordFixture(await systemContext(db, "sample"), [{ ...REAL, data: DATA }]);
      await expect(generateSample(db, ASKED)).rejects.toThrow(/other events than this sample/);
      await expect(removeSample(db, "sample")).rejects.toThrow(/no samples, so it is not removed/);
    }));

  it("refuses days that are not over", () =>
    expect(generateSample(database.db, { ...ASKED, until: "2999-01-01" })).rejects.toThrow(/before today/));
});

describe("removeSample", () => {
  it("removes the sample alone, which can then be made again", () =>
    database.inTransaction(async (db) => {
      const other = await makeOrganization(db);
      await recordFixture(other, [{ ...REAL, data: DATA }]);
      const first = await generateSample(db, ASKED);
      expect(await removeSample(db, "sample")).toMatchObject({ organization: "sample", removed: true });
      await expect(systemContext(db, "sample")).rejects.toThrow('There is no organization "sample".');
      expect(await recordEvents(other, [{ ...REAL, data: DATA }])).toMatchObject({ duplicates: 1 });
      expect(await generateSample(db, ASKED)).toMatchObject({ accepted: first.events, duplicates: 0 });
    }));
});
