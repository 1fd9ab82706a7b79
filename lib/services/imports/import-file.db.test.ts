import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Context } from "@/db/context";
import { type ImportSettings, planImport } from "@/lib/domain/files/import-plan";
import { importFile } from "@/lib/services/imports/import-file";
import { RefusedRowsFile } from "@/lib/services/imports/refused-rows-file";
import type { RefusedRow } from "@/lib/services/imports/row-writer";
import { verifyRollups } from "@/lib/services/rollups/verify-rollups";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization } from "@/lib/testing/factories";

const database = useDatabase();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "meterline-import-"));
});
afterAll(() => rm(folder, { recursive: true }));

const SETTINGS: ImportSettings = {
  kind: "requests",
  map: [],
  set: [],
  skip: [],
  timezone: "UTC",
  shiftWeeks: 0,
};
const LOG = "time,path,status,bytes\n2026-01-01T00:00:00Z,/a,200,10\n2026-01-01T00:01:00Z,/b,404,5\n";

async function load(
  context: Context,
  content: string | Uint8Array,
  over: Partial<ImportSettings> & {
    name?: string;
    dryRun?: boolean;
    onRefused?: (row: RefusedRow) => Promise<void>;
  } = {},
) {
  const { name = "requests.csv", dryRun, onRefused, ...settings } = over;
  const path = join(folder, name);
  await writeFile(path, content);
  const all = { ...SETTINGS, ...settings };
  return importFile(context, {
    path,
    shiftWeeks: all.shiftWeeks,
    plan: (file) => planImport(all, file),
    dryRun,
    onRefused,
  });
}

const inOrganization = (body: (context: Context) => Promise<void>) => () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    await body(context);
    expect(await verifyRollups(db, { organizationId: context.tenantId })).toMatchObject({ differences: 0 });
  });

async function select(context: Context, columns: string): Promise<unknown> {
  const { rows } = await context.db.execute(
    sql`select ${sql.raw(columns)} where organization_id = ${context.tenantId}`,
  );
  return rows;
}

it(
  "loads a file once: the same file again is all duplicates",
  inOrganization(async (context) => {
    const rows = { read: 2, conflicts: 0, skipped: 0, rejected: 0, stored: 2 };
    expect(await load(context, LOG)).toMatchObject({ ...rows, accepted: 2, duplicates: 0, events: 2 });
    expect(await load(context, LOG)).toMatchObject({ ...rows, accepted: 0, duplicates: 2, events: 0 });
    expect(await select(context, "count(*), sum(bytes) from api_requests")).toEqual([
      { count: "2", sum: "15" },
    ]);
    expect(await select(context, "file, read_rows, accepted_rows, stored_events from imports")).toEqual([
      { file: "requests.csv", read_rows: "2", accepted_rows: "2", stored_events: "2" },
    ]);
  }),
);

it(
  "takes a packed file for the same as the unpacked one, whatever its name",
  inOrganization(async (context) => {
    expect(await load(context, gzipSync(LOG))).toMatchObject({ accepted: 2 });
    expect(await load(context, LOG, { name: "requests.csv.gz" })).toMatchObject({
      accepted: 0,
      duplicates: 2,
    });
  }),
);

it(
  "keeps a changed row out as a conflict and lists it with its line",
  inOrganization(async (context) => {
    await load(context, LOG);
    const refused: RefusedRow[] = [];
    const onRefused = async (row: RefusedRow) => void refused.push(row);
    const summary = await load(context, LOG.replace("404,5", "404,6"), { onRefused });
    expect(summary).toMatchObject({ read: 2, accepted: 0, duplicates: 1, conflicts: 1, stored: 1 });
    expect(refused).toMatchObject([{ line: 3, outcome: "conflict", code: "conflict" }]);
    expect(await select(context, "sum(bytes) from api_requests")).toEqual([{ sum: "15" }]);
    expect(await select(context, "stored_events from imports")).toEqual([{ stored_events: "2" }]);
  }),
);

it(
  "lists rejected rows in a file and loads the others",
  inOrganization(async (context) => {
    const list = new RefusedRowsFile(join(folder, "rejects", "requests.csv"));
    const content = `${LOG}2026-01-01T00:02:00Z,/c,200,-1\nsoon,/d,200,1\n2026-01-01,/e\n`;
    const summary = await load(context, content, { onRefused: (row) => list.add(row) });
    await list.close();
    expect(summary).toMatchObject({ read: 5, accepted: 2, rejected: 3 });
    const written = await readFile(list.written ?? "", "utf8");
    const lines = written.split("\r\n");
    expect(lines[0]).toBe("line,outcome,code,reason");
    expect(lines.slice(1, -1).sort()).toEqual([
      expect.stringMatching(/^4,rejected,invalid_value,data\.bytes: /),
      "5,rejected,invalid_row,has a time that cannot be read: soon",
      "6,rejected,invalid_row,has 2 columns where the header has 4",
    ]);
  }),
);

it(
  "moves dates by whole weeks and remembers it",
  inOrganization(async (context) => {
    await load(context, LOG, { shiftWeeks: 4 });
    expect(await select(context, "min(requested_at at time zone 'UTC')::text from api_requests")).toEqual([
      { min: "2026-01-29 00:00:00" },
    ]);
    expect(await select(context, "shift_weeks from imports")).toEqual([{ shift_weeks: 4 }]);
    expect(await load(context, LOG)).toMatchObject({ conflicts: 2 });
    expect(await select(context, "shift_weeks from imports")).toEqual([{ shift_weeks: 4 }]);
  }),
);

it(
  "writes nothing in a dry run and tells what would happen",
  inOrganization(async (context) => {
    expect(await load(context, LOG, { dryRun: true })).toMatchObject({ accepted: 2 });
    expect(await select(context, "count(*) from event_keys")).toEqual([{ count: "0" }]);
    expect(await select(context, "count(*) from imports")).toEqual([{ count: "0" }]);
    await load(context, LOG);
    expect(await load(context, LOG, { dryRun: true })).toMatchObject({ accepted: 0, duplicates: 2 });
  }),
);

it(
  "refuses columns that cannot be enough before anything is written",
  inOrganization(async (context) => {
    await expect(load(context, "time,url\n2026-01-01,/a\n")).rejects.toThrow("No column gives endpoint");
    expect(await select(context, "count(*) from imports")).toEqual([{ count: "0" }]);
  }),
);

it(
  "stops at a gzip file that is cut short, and loads it whole afterwards",
  inOrganization(async (context) => {
    const packed = gzipSync(LOG);
    await expect(load(context, packed.subarray(0, -4))).rejects.toThrow("no whole gzip file");
    expect(await load(context, packed)).toMatchObject({ read: 2 });
  }),
);

it("keeps the files of two organizations apart", () =>
  database.inTransaction(async (db) => {
    const [one, other] = [await makeOrganization(db), await makeOrganization(db)];
    expect(await load(one, LOG)).toMatchObject({ accepted: 2 });
    expect(await load(other, LOG)).toMatchObject({ accepted: 2 });
  }));
