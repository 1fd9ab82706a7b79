import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { asOperator } from "@/db/scope";
import { parseEnv } from "@/lib/env";
import { diagnose } from "@/lib/services/diagnosis/diagnose";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { asProcessDatabase } from "@/lib/testing/process-database";
import { request } from "@/lib/testing/usage-events";

const database = useDatabase();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "meterline-doctor-"));
});
afterAll(() => rm(folder, { recursive: true }));

vi.mock("@/lib/env", async (original) => {
  const real = await original<typeof import("@/lib/env")>();
  const settings = () => real.parseEnv(process.env);
  return {
    ...real,
    env: settings,
    archiveFolder: () => real.archiveFolder(settings()),
    exportFolder: () => real.exportFolder(settings()),
  };
});

/** What each look found, with folders of its own. */
async function found(settings: Record<string, string> = {}) {
  const names = {
    DATA_DIR: folder,
    DATABASE_URL: "",
    BILLING_ARCHIVE_DIR: "",
    BILLING_EXPORT_DIR: "",
    ...settings,
  };
  for (const [name, value] of Object.entries(names)) vi.stubEnv(name, value);
  try {
    parseEnv(process.env);
    return Object.fromEntries((await diagnose()).map(({ name, ok, detail }) => [name, { ok, detail }]));
  } finally {
    vi.unstubAllEnvs();
  }
}

it("finds a fresh installation well", () =>
  database.inTransaction((db) =>
    asProcessDatabase(db, async () => {
      const acme = await makeOrganization(db, { now: new Date() });
      await recordFixture(acme, [request(new Date().toISOString(), { bytes: 3 })]);
      const checks = await found();
      expect(Object.entries(checks).filter(([, { ok }]) => !ok)).toEqual([]);
      expect(Object.keys(checks)).toHaveLength(10);
      expect(checks["archive folder"]?.detail).toBe(`${folder}/archive is made when it is needed`);
      expect(checks.clock?.detail).toMatch(/^0\.\d s between/);
      expect(checks.rollups?.detail).toBe(
        "equal to the events of the last day; 1 days wait for their rebuild",
      );
    }),
  ));

it("finds folders that others can open, files that are no folders, and secrets that are none", () =>
  database.inTransaction((db) =>
    asProcessDatabase(db, async () => {
      const [open, shut, file] = ["open", "shut", "file"].map((name) => join(folder, name)) as [
        string,
        string,
        string,
      ];
      await mkdir(open);
      await chmod(open, 0o755);
      await mkdir(shut, { mode: 0o700 });
      await writeFile(file, "");
      await writeFile(join(folder, "secrets.json"), "{}");
      await chmod(join(folder, "secrets.json"), 0o644);
      const checks = await found({ BILLING_ARCHIVE_DIR: open, BILLING_EXPORT_DIR: shut });
      expect(checks["archive folder"]).toEqual({
        ok: false,
        detail: `${open} can be opened by others (0755): chmod 700 it`,
      });
      expect(checks["export folder"]).toEqual({
        ok: true,
        detail: `${shut} can be written, by its owner only`,
      });
      expect(checks["data folder"]?.detail).toContain("secrets.json can be read by others (0644)");
      // The others are looked at all the same.
      expect(checks.organizations?.ok).toBe(true);
      const within = await found({ BILLING_EXPORT_DIR: join(file, "exports") });
      expect(within["export folder"]).toMatchObject({ ok: false });
      await rm(join(folder, "secrets.json"));
    }),
  ));

it("finds rollups that differ from the events of the last day", () =>
  database.inTransaction((db) =>
    asProcessDatabase(db, async () => {
      const acme = await makeOrganization(db, { now: new Date() });
      await recordFixture(acme, [request(new Date().toISOString(), { bytes: 3 })]);
      const change = (by: number) =>
        asOperator(db, (tx) =>
          tx.execute(sql`update rollup_quarter_hours set quantity = quantity + ${by}::int`),
        );
      await change(1);
      expect((await found()).rollups).toEqual({
        ok: false,
        detail: "1 differ from the events of the last day: run usage verify",
      });
      await change(-1);
    }),
  ));
