import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { Pool } from "pg";
import type { Operation } from "./bench";
import { openBenchDatabase } from "./database";
import { generate, isGenerated, prepareToWrite, shareEvents } from "./generate";
import { duckdb } from "./operations/duckdb";
import { eventsPage } from "./operations/events-page";
import { fileLoad } from "./operations/file-load";
import { batches, ndjson, singles } from "./operations/http";
import { identity } from "./operations/identity";
import { operator } from "./operations/operator";
import { reads } from "./operations/reads";
import { rebuild } from "./operations/rebuild";
import { type Row, toTable } from "./report";
import { SampleEvents } from "./sample-events";

/** Reading comes first: what is written later must not make it slower. */
const OPERATIONS: Record<string, Operation> = {
  ...{ reads, operator, events: eventsPage, duckdb, rebuild },
  ...{ identity, batches, ndjson, singles, file: fileLoad },
};

const { values: options } = parseArgs({
  options: {
    events: { type: "string", default: "1000000" },
    rounds: { type: "string", default: "9" },
    only: { type: "string", multiple: true, default: [] },
    data: { type: "string" },
    json: { type: "boolean", default: false },
    save: { type: "string" },
    against: { type: "string" },
  },
});

async function main(): Promise<void> {
  const [events, rounds] = [wholeNumber("events", options.events), wholeNumber("rounds", options.rounds)];
  const chosen = chooseOperations(options.only);
  const database = await openBenchDatabase(options.data);
  const pool = new Pool({ connectionString: database.url, max: 4 });
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void database.close().finally(() => process.exit(130)));
  try {
    const organizations = shareEvents(events);
    const [largest] = organizations;
    if (!largest) throw new Error("There is no organization to measure.");
    const start = performance.now();
    if (!(await isGenerated(database.db, organizations))) {
      say(`Generating ${events.toLocaleString("en-US")} events of ${organizations.length} organizations …`);
      await generate(database.db, organizations);
      say(`… took ${Math.round((performance.now() - start) / 1000)} s`);
    }
    await prepareToWrite(database.db);
    const bench = {
      database,
      pool,
      organizations,
      largest,
      events,
      samples: new SampleEvents(),
      rounds,
      say,
    };
    const rows: Row[] = [];
    for (const [name, operation] of chosen) {
      say(`Measuring ${name} …`);
      rows.push(...(await operation(bench)));
    }
    print(rows, events);
  } finally {
    await pool.end();
    await database.close();
  }
}

function print(rows: readonly Row[], events: number): void {
  const figures = JSON.stringify({ events, rows }, null, 2);
  if (options.save) writeFileSync(options.save, `${figures}\n`);
  if (options.json) console.log(figures);
  else console.log(`\n${toTable(rows, options.against ? readRows(options.against) : [])}`);
}

function readRows(path: string): Row[] {
  const earlier: { rows: Row[] } = JSON.parse(readFileSync(path, "utf8"));
  return earlier.rows;
}

function chooseOperations(names: readonly string[]): [string, Operation][] {
  const all = Object.entries(OPERATIONS);
  const unknown = names.find((name) => !(name in OPERATIONS));
  if (unknown)
    throw new Error(`There is no ${unknown} to measure; there are ${Object.keys(OPERATIONS).join(", ")}.`);
  return names.length === 0 ? all : all.filter(([name]) => names.includes(name));
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text.replaceAll("_", ""));
  if (!Number.isSafeInteger(value) || value < 1)
    throw new Error(`--${name} must be a whole number such as 1000000.`);
  return value;
}

function say(text: string): void {
  console.error(text);
}

await main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
