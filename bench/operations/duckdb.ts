import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { to as copyTo } from "pg-copy-streams";
import { systemContext } from "@/lib/auth/tenant";
import { usageSeries } from "@/lib/contracts/usage-series";
import { getUsageSeries } from "@/lib/services/usage/get-usage-series";
import type { Bench, Operation } from "../bench";
import { withConnection } from "../connection";
import { DAYS, END } from "../generated-rows";
import { inTurn } from "../measure";
import { toRow } from "../report";

type Answer = { runAndReadAll(statement: string): Promise<unknown> };
type Duck = { DuckDBInstance: { create(path: string): Promise<{ connect(): Promise<Answer> }> } };

/** A columnar engine on the raw rows of all organizations, asked the broadest question of one of them. */
export const duckdb: Operation = async (bench) => {
  const duck = await loadDuck();
  if (!duck) {
    bench.say("DuckDB is not installed (npm install --prefix bench): its row is left out.");
    return [];
  }
  const csv = join(bench.database.folder, "bench-raw.csv");
  await copyRaw(bench, csv);
  const peer = await (await duck.DuckDBInstance.create(":memory:")).connect();
  await peer.runAndReadAll(`create table events as select * from read_csv('${csv}', header = true)`);
  await rm(csv);
  const context = { ...(await systemContext(bench.database.db, bench.largest.id)), now: END };
  const query = usageSeries.query?.parse({
    start_date: new Date(END.getTime() - DAYS * 86_400_000).toISOString().slice(0, 10),
    end_date: new Date(END.getTime() - 1).toISOString().slice(0, 10),
    breakdowns: '["type","provider"]',
    page_size: "1000",
  });
  const statement = `select occurred_at::date, fact, provider, count(*), sum(quantity) from events
    where organization_id = '${bench.largest.id}' group by all`;
  const sides = [
    { run: async () => query && getUsageSeries(context, query) },
    { run: () => peer.runAndReadAll(statement) },
  ];
  const [ours, times] = await inTurn(sides, bench.rounds * 4, 3);
  const operation = `day x provider x meter, ${DAYS} days, beside DuckDB`;
  return [toRow({ operation, ours, limit: { name: "DuckDB, raw rows", times }, goal: { times: 1 } })];
};

/** Installed for the bench alone, and only by who wants this row. */
async function loadDuck(): Promise<Duck | undefined> {
  const name = "@duckdb/node-api";
  try {
    const loaded: Duck = await import(name);
    return loaded;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}

const RAW = `copy (
  select organization_id, uploaded_at as occurred_at, 'upload:' || upload_status as fact, provider, file_size::numeric as quantity
  from file_uploads
  union all
  select organization_id, requested_at, case when status_code >= 400 then 'request:failure' else 'request:success' end,
    provider, bytes
  from api_requests
  union all select organization_id, occurred_at, usage_type, provider, quantity from usage_events
) to stdout with (format csv, header)`;

function copyRaw({ pool }: Bench, path: string): Promise<void> {
  return withConnection(pool, (client) => pipeline(client.query(copyTo(RAW)), createWriteStream(path)));
}
