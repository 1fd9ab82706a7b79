import "server-only";
import { Pool as NeonPool, neonConfig } from "@neondatabase/serverless";
import { drizzle as drizzleNeon } from "drizzle-orm/neon-serverless";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import { Pool, types } from "pg";
import WebSocket from "ws";
import { registerPool } from "@/db/copy";
import * as schema from "@/db/schema";
import { watchQueries } from "@/db/watch-queries";
import { type Env, env } from "@/lib/env";

/** A database or a transaction of it: services take either, so a test can pass a transaction it rolls back. */
export type Db = NodePgDatabase<typeof schema>;
export type Connection = { db: Db; close: () => Promise<void> };

// A calendar day stays the text it is: both drivers would turn it into an instant of the local zone.
types.setTypeParser(types.builtins.DATE, (day) => day);

/** Whether a database address belongs to Neon, whose driver then carries the connection over WebSockets. */
export function usesNeon(settings: Pick<Env, "DATABASE_DRIVER" | "DATABASE_URL">): boolean {
  if (settings.DATABASE_DRIVER) return settings.DATABASE_DRIVER === "neon";
  const host = settings.DATABASE_URL ? new URL(settings.DATABASE_URL).hostname : "";
  return host === "neon.tech" || host.endsWith(".neon.tech");
}

/** Opens a pool of its own; the caller closes it. */
export function connect(url: string, settings: Env = env()): Connection {
  const options = {
    connectionString: url,
    max: settings.DATABASE_POOL_SIZE,
    connectionTimeoutMillis: 10_000,
  };
  return usesNeon({ ...settings, DATABASE_URL: url })
    ? connectNeon(options, settings)
    : connectPg(options, settings);
}

type PoolOptions = { connectionString: string; max: number; connectionTimeoutMillis: number };

function connectPg(options: PoolOptions, settings: Env): Connection {
  const pool = new Pool(options);
  watch(pool, settings);
  const db = drizzle({ client: pool, schema });
  registerPool(db, pool);
  return { db, close: () => pool.end() };
}

function connectNeon(options: PoolOptions, settings: Env): Connection {
  neonConfig.webSocketConstructor = WebSocket;
  if (settings.NEON_WS_PROXY) {
    neonConfig.wsProxy = settings.NEON_WS_PROXY;
    neonConfig.useSecureWebSocket = false;
    neonConfig.pipelineTLS = false;
    neonConfig.pipelineConnect = false;
  }
  const pool = new NeonPool(options);
  watch(pool, settings);
  const db = asDb(drizzleNeon({ client: pool, schema }));
  registerPool(db, pool);
  return { db, close: () => pool.end() };
}

/** Without listeners a connection that dies would end the process; its query fails by itself, an idle one is told. */
function watch(pool: Pool | NeonPool, settings: Env): void {
  const preparing = { prepares: settings.DATABASE_PREPARED_STATEMENTS === "on" };
  const lost = (error: Error) => console.error("idle database connection lost:", error.message);
  pool.on("error", lost);
  pool.on("connect", (client: { on(event: "error", listener: () => void): unknown }) => {
    client.on("error", () => undefined);
    watchQueries(client, preparing);
  });
}

/** Both drizzle drivers answer queries alike ({ rows }); only the type of their raw result differs. */
function asDb(neon: unknown): Db {
  return neon as Db;
}

/** Where the process's database is; an embedded one is kept up until `release`. */
export async function openDatabase(
  settings: Env = env(),
): Promise<{ url: string; release: () => Promise<void> }> {
  if (settings.DATABASE_URL) return { url: settings.DATABASE_URL, release: async () => {} };
  const { openCluster } = await import("@/db/embedded/cluster");
  const cluster = await openCluster(settings.DATA_DIR);
  return { url: cluster.url, release: () => cluster.close() };
}

async function open(): Promise<Connection> {
  const settings = env();
  const { url, release } = await openDatabase(settings);
  const connection = connect(url, settings);
  return {
    db: connection.db,
    close: async () => {
      await connection.close();
      await release();
    },
  };
}

// One pool over all reloads of the development server.
const holder = globalThis as typeof globalThis & { meterlineConnection?: Promise<Connection> };

/** The process's database. A failed opening is forgotten, so that the next call tries again. */
export async function getDb(): Promise<Db> {
  holder.meterlineConnection ??= open().catch((error: unknown) => {
    holder.meterlineConnection = undefined;
    throw error;
  });
  return (await holder.meterlineConnection).db;
}

/** Ends the pool, and the embedded database when nobody else uses it. */
export async function closeDb(): Promise<void> {
  const connection = holder.meterlineConnection;
  holder.meterlineConnection = undefined;
  if (connection) await (await connection).close();
}
