import { createReadStream, createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { from as copyFrom } from "pg-copy-streams";
import type { Context } from "@/db/context";
import { systemContext } from "@/lib/auth/tenant";
import { planImport } from "@/lib/domain/files/import-plan";
import type { FileFormat } from "@/lib/domain/files/source-record";
import { importFile } from "@/lib/services/imports/import-file";
import { createOrganization } from "@/lib/services/organizations/create-organization";
import { deleteOrganization } from "@/lib/services/organizations/delete-organization";
import type { Bench, Operation } from "../bench";
import { withConnection } from "../connection";
import { inTurn, side } from "../measure";
import { toRow } from "../report";

const MOST_ROWS = 1_000_000;
const START = Date.parse("2025-01-01T00:00:00Z");
const OWNER = "00000000-0000-4000-8000-000000000001";
const SETTINGS = { kind: "uploads", map: [], set: [], skip: [], timezone: "UTC", shiftWeeks: 0 } as const;

/** A CSV file of uploads through `usage ingest`'s own path, against COPY of the same rows and one index after it. */
export const fileLoad: Operation = async (bench) => {
  const rows = Math.min(MOST_ROWS, Math.round(bench.events / 4));
  const csv = join(bench.database.folder, "bench-uploads.csv");
  const copy = join(bench.database.folder, "bench-uploads.copy");
  await writeLines(csv, csvLines(rows));
  await writeLines(copy, copyLines(rows));
  const owners: Context[] = [];
  const ours = side({
    prepare: async () => {
      const owner = await newOwner(bench);
      owners.push(owner);
      return owner;
    },
    run: (owner) => loadFile(owner, csv, rows),
  });
  const sides = [ours, { run: () => copyThenIndex(bench, copy) }];
  const [times, limit] = await inTurn(sides, Math.max(1, Math.round(bench.rounds / 3)), 0);
  for (const owner of owners) await deleteOrganization(owner);
  await Promise.all([rm(csv), rm(copy)]);
  const operation = `file load, ${rows.toLocaleString("en-US")} rows of CSV, visible at the end`;
  return [
    toRow({
      operation,
      ours: times,
      limit: { name: "COPY, then index", times: limit },
      items: rows,
      goal: { share: 0.5 },
    }),
  ];
};

async function newOwner({ database: { db } }: Bench): Promise<Context> {
  const { id } = await createOrganization(db, { slug: `load-${Date.now().toString(36)}`, name: "Load" });
  return systemContext(db, id);
}

async function loadFile(owner: Context, path: string, rows: number): Promise<void> {
  const plan = (file: { name: string; format: FileFormat }) => planImport(SETTINGS, file);
  const summary = await importFile(owner, { path, shiftWeeks: 0, plan });
  if (summary.accepted !== rows) throw new Error(`Only ${summary.accepted} of ${rows} rows were accepted.`);
}

function copyThenIndex({ pool }: Bench, path: string): Promise<void> {
  return withConnection(pool, async (client) => {
    await client.query(`create table bench_copy (organization_id uuid not null, id uuid not null, source text,
      source_id text, uploaded_at timestamptz not null, team_id text, provider text, file_type text,
      file_size bigint, upload_status text, file_name text)`);
    const rows = `copy bench_copy (organization_id, id, source, source_id, uploaded_at, team_id, provider, file_type,
      file_size, upload_status, file_name) from stdin`;
    await pipeline(createReadStream(path), client.query(copyFrom(rows)));
    await client.query("alter table bench_copy add primary key (organization_id, uploaded_at, id)");
    await client.query("drop table bench_copy");
  });
}

const writeLines = (path: string, lines: Iterable<string>) =>
  pipeline(Readable.from(lines), createWriteStream(path));

/** A million rows in 30 days; small teams, providers and types much more often, as in the generated events. */
function upload(n: number) {
  const at = new Date(START + n * 2592).toISOString();
  const skewed = (purpose: number, below: number) =>
    Math.floor((((n * purpose) % 100_003) / 100_003) ** 2 * below);
  const provider = ["aws", "github", "gcp"][skewed(7919, 3)];
  const [team, type] = [`team-${skewed(104_729, 12)}`, `type/${skewed(15_485_863, 8)}`];
  return [at, team, provider, type, (n * 104_729) % 5_000_000, `files/${n}`];
}

function* csvLines(rows: number): Generator<string> {
  yield "time,team,provider,file_type,file_size,file_name,id\n";
  for (let n = 0; n < rows; n += 1) yield `${[...upload(n), n].join(",")}\n`;
}

function* copyLines(rows: number): Generator<string> {
  for (let n = 0; n < rows; n += 1) {
    const [at, team, provider, type, size, name] = upload(n);
    const id = `00000000-0000-4000-8000-${((n * 7_368_787) % 281_474_976_710_656).toString(16).padStart(12, "0")}`;
    yield `${[OWNER, id, "bench", n, at, team, provider, type, size, "success", name].join("\t")}\n`;
  }
}
