import { describe, expect, it } from "vitest";
import type { Context } from "@/db/context";
import { cancelEvent } from "@/lib/services/events/cancel-event";
import { eventId } from "@/lib/services/events/event-identity";
import { clean, rows, useArchives, withJanuary } from "@/lib/testing/archives";
import { useDatabase } from "@/lib/testing/database";
import { recordFixture } from "@/lib/testing/factories";
import { upload } from "@/lib/testing/usage-events";
import { dropArchived } from "./drop-archived";
import { checkArchive } from "./read-archive";
import { unarchive } from "./unarchive";
import { writeArchive } from "./write-archive";

const database = useDatabase();
const archives = useArchives();
const { archive, archiveJanuary } = archives;

describe("between writing and deleting", () => {
  it("a kill loses nothing: the month is archived anew, and the orphaned files restore nothing", () =>
    database.inTransaction(async (db) => {
      const context = await withJanuary(db);
      const before = await rows(db, context);
      const orphan = await writeArchive(context, "2026-01", archives.folder);
      await checkArchive(orphan);
      expect(await rows(db, context)).toBe(before);
      await clean(db);
      await expect(unarchive(context, orphan)).rejects.toThrow("nothing was deleted for it");
      const { manifest } = await archiveJanuary(context);
      expect(manifest.files.map(({ digest }) => digest)).toEqual(
        orphan.manifest.files.map(({ digest }) => digest),
      );
    }));

  it.each<[string, (context: Context) => Promise<unknown>]>([
    ["a late event", (context) => recordFixture(context, [upload("2026-01-20T00:00:00Z")])],
    ["a correction", (context) => cancelEvent(context, { id: eventId("own", "call") })],
  ])("%s keeps everything where it is", (_, meanwhile) =>
    database.inTransaction(async (db) => {
      const context = await withJanuary(db);
      const written = await writeArchive(context, "2026-01", archives.folder);
      await meanwhile(context);
      const before = await rows(db, context);
      await expect(dropArchived(context, written)).rejects.toThrow(
        "came or went while they were being archived",
      );
      expect(await rows(db, context)).toBe(before);
      await clean(db);
      expect(await archive(context)).toMatchObject([{ month: "2026-01", rows: 5 }]);
    }),
  );

  it("another run that was faster deletes them once", () =>
    database.inTransaction(async (db) => {
      const context = await withJanuary(db);
      const [one, two] = [
        await writeArchive(context, "2026-01", archives.folder),
        await writeArchive(context, "2026-01", archives.folder),
      ];
      await dropArchived(context, one);
      await expect(dropArchived(context, two)).rejects.toThrow("came or went");
      expect(await unarchive(context, one)).toMatchObject({ restored: 4, differences: 0 });
    }));
});
