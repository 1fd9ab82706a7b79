import { randomUUID } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { verifyRollups } from "@/lib/services/rollups/verify-rollups";
import { january, rows, useArchives, withJanuary } from "@/lib/testing/archives";
import { useDatabase } from "@/lib/testing/database";
import { readManifest } from "./read-archive";
import { unarchive } from "./unarchive";

const database = useDatabase();
const archives = useArchives();
const { archiveJanuary } = archives;

describe("an archive that was changed is refused, and nothing of it comes back", () => {
  const data = (found: Awaited<ReturnType<typeof archiveJanuary>>) =>
    join(dirname(found.path), found.manifest.files[0]?.file ?? "");

  it.each<[string, (found: Awaited<ReturnType<typeof archiveJanuary>>) => Promise<void>, RegExp]>([
    [
      "rows",
      async (found) => {
        const text = gunzipSync(await readFile(data(found))).toString();
        await writeFile(data(found), gzipSync(text.replace('"10"', '"11"')));
      },
      /is not what its manifest says/,
    ],
    [
      "its end",
      async (found) => writeFile(data(found), (await readFile(data(found))).subarray(0, -9)),
      /is not what/,
    ],
    ["a file", (found) => rm(data(found)), /no such file/i],
    [
      "the manifest",
      async (found) =>
        writeFile(found.path, (await readFile(found.path, "utf8")).replace('"rows": 4', '"rows": 5')),
      /has been changed since it was written/,
    ],
    ["the manifest's form", (found) => writeFile(found.path, "{}"), /is no manifest of an archive/],
  ])("in %s", (_, change, sentence) =>
    database.inTransaction(async (db) => {
      const context = await withJanuary(db);
      const found = await archiveJanuary(context);
      const before = await rows(db, context);
      await change(found);
      await expect(readManifest(found.path).then((again) => unarchive(context, again))).rejects.toThrow(
        sentence,
      );
      expect(await rows(db, context)).toBe(before);
      expect(await verifyRollups(db)).toMatchObject({ skipped: [january] });
    }),
  );

  it("whose id is made up", () =>
    database.inTransaction(async (db) => {
      const context = await withJanuary(db);
      const found = await archiveJanuary(context);
      const forged = { ...found, manifest: { ...found.manifest, id: randomUUID() } };
      await expect(unarchive(context, forged)).rejects.toThrow("belongs to no archive");
    }));
});
