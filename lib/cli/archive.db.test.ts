import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { startCommand } from "@/lib/testing/command-line";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { upload } from "@/lib/testing/usage-events";

const database = useDatabase();
const folder = await mkdtemp(join(tmpdir(), "meterline-archive-"));
afterAll(() => rm(folder, { recursive: true }));

const usage = (...args: string[]) =>
  startCommand(args, { DATABASE_URL: database.url, DATABASE_DRIVER: "pg", BILLING_ARCHIVE_DIR: folder })
    .ended;

it("archives old months, names them in verify, and brings them back by any of their files", {
  timeout: 300_000,
}, async () => {
  const context = await makeOrganization(database.db, { slug: "acme" });
  await recordFixture(context, [upload("2020-05-05T00:00:00Z"), upload("2020-05-06T00:00:00Z")]);
  const archived = await usage("archive", "--older-than", "90d", "--json");
  expect(archived).toMatchObject({ exitCode: 0, stderr: "" });
  const { months, partitions_dropped } = JSON.parse(archived.stdout);
  expect(months).toMatchObject([{ organization: "acme", month: "2020-05", rows: 2 }]);
  expect(partitions_dropped).toBe(1);

  const verified = await usage("verify");
  expect(verified.exitCode).toBe(0);
  expect(verified.stdout).toBe(
    "acme: the events of 2020-05-01 to 2020-05-31 are archived: not compared\n0 differences\n",
  );

  const data = months[0].manifest.replace(".manifest.json", ".file_uploads.ndjson.gz");
  const restored = await usage("unarchive", data);
  expect(restored).toMatchObject({ exitCode: 0, stderr: "" });
  expect(restored.stdout).toBe("acme 2020-05: 2 rows restored, 0 were there; 0 differences\n");

  await writeFile(data, "tampered");
  const again = await usage("archive", "--older-than", "90d", "--org", "acme");
  expect(again.stdout).toMatch(/^acme 2020-05: 2 rows in .*\.manifest\.json\n$/);
  await writeFile(months[0].manifest, "{}");
  const refused = await usage("unarchive", months[0].manifest);
  expect(refused).toMatchObject({ exitCode: 1, stdout: "" });
  expect(refused.stderr).toContain("is no manifest of an archive.");
});
