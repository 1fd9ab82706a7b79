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

/**
 * A CSV file of uploads through `usage ingest`'s own path, against COPY of the same events and identities into empty
 * tables with the same columns, and then the indexes that ours have; and against COPY of the events and one key.
 */
export const fileLoad: Operation = async (bench) => {
  const rows = Math.min(MOST_ROWS, Math.round(bench.events / 4));
  const csv = join(bench.database.folder, "bench-uploads.csv");
  const copy = join(bench.database.folder, "bench-uploads.copy");
  const keys = join(bench.database.folder, "bench-keys.copy");
  await writeLines(csv, csvLines(rows));
  await writeLines(copy, copyLines(rows));
  await writeLines(keys, keyLines(rows));
  const owners: Context[] = [];
  const ours = side({
    prepare: async () => {
      const owner = await newOwner(bench);
      owners.push(owner);
      return owner;
    },
    run: (owner) => loadFile(owner, csv, rows),
  });
  const all = { run: () => copyThenIndex(bench, { ...EVENTS, path: copy }, { ...KEYS, path: keys }) };
  const alone = { run: () => copyThenIndex(bench, { ...EVENTS, indexes: ONE_KEY, path: copy }) };
  const rounds = Math.max(1, Math.round(bench.rounds / 3));
  const [times, limit, bare] = await inTurn([ours, all, alone], rounds, 0);
  for (const owner of owners) await deleteOrganization(owner);
  await Promise.all([csv, copy, keys].map((path) => rm(path)));
  const operation = `file load, ${rows.toLocaleString("en-US")} rows of CSV, visible at the end`;
  const measured = { ours: times, items: rows };
  const both = { name: "COPY, then indexes", times: limit };
  const besideEvents = { operation: `${operation}, beside events with one key`, ...measured };
  return [
    toRow({ operation, ...measured, limit: both, goal: { share: 0.5 } }),
    toRow({ ...besideEvents, limit: { name: "COPY, then key", times: bare } }),
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

type Copied = { table: string; columns: string; indexes: readonly string[]; path: string };

const ONE_KEY = ["primary key (organization_id, uploaded_at, id)"];
const EVENTS = {
  table: "file_uploads",
  columns: `organization_id, id, source, source_id, uploaded_at, team_id, provider, file_type, file_size,
    upload_status, file_name`,
  indexes: [
    ...ONE_KEY,
    "(organization_id, source_id text_pattern_ops) where octet_length(source_id) <= 2000",
  ],
};
const KEYS = {
  table: "event_keys",
  columns: "organization_id, id, fingerprint, kind, occurred_at",
  indexes: ["primary key (organization_id, id)"],
};

function copyThenIndex({ pool }: Bench, ...tables: Copied[]): Promise<void> {
  return withConnection(pool, async (client) => {
    for (const { table, columns, indexes, path } of tables) {
      await client.query(`create table bench_copy (like ${table} including defaults including constraints)`);
      await pipeline(
        createReadStream(path),
        client.query(copyFrom(`copy bench_copy (${columns}) from stdin`)),
      );
      for (const index of indexes)
        await client.query(
          index.startsWith("(")
            ? `create index on bench_copy ${index}`
            : `alter table bench_copy add ${index}`,
        );
      await client.query("drop table bench_copy");
    }
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

const idOf = (n: number) =>
  `00000000-0000-4000-8000-${((n * 7_368_787) % 281_474_976_710_656).toString(16).padStart(12, "0")}`;

function* copyLines(rows: number): Generator<string> {
  for (let n = 0; n < rows; n += 1) {
    const [at, team, provider, type, size, name] = upload(n);
    yield `${[OWNER, idOf(n), "bench", n, at, team, provider, type, size, "success", name].join("\t")}\n`;
  }
}

function* keyLines(rows: number): Generator<string> {
  for (let n = 0; n < rows; n += 1) yield `${[OWNER, idOf(n), n, 1, upload(n)[0]].join("\t")}\n`;
}
