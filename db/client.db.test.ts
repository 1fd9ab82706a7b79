import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, connect, usesNeon } from "@/db/client";
import { prepared } from "@/db/prepared";
import { organizations } from "@/db/schema";
import { asOperator } from "@/db/scope";
import { parseEnv } from "@/lib/env";
import { retryTransient } from "@/lib/services/retry-transient";
import { useDatabase } from "@/lib/testing/database";
import { startTcpProxy } from "@/lib/testing/tcp-proxy";
import { startWebSocketProxy } from "@/lib/testing/websocket-proxy";

describe("the driver", () => {
  it.each([
    ["postgres://u:p@ep-cool-1.eu-central-1.aws.neon.tech/app", undefined, true],
    ["postgres://u:p@localhost:5432/app", undefined, false],
    ["postgres://u:p@neon.tech.example.com/app", undefined, false],
    ["postgres://u:p@localhost:5432/app", "neon", true],
    ["postgres://u:p@ep-cool-1.neon.tech/app", "pg", false],
  ] as const)("of %s with DATABASE_DRIVER=%s is Neon's: %s", (DATABASE_URL, DATABASE_DRIVER, expected) => {
    expect(usesNeon({ DATABASE_URL, DATABASE_DRIVER })).toBe(expected);
  });
});

describe("the Neon driver through a WebSocket proxy", () => {
  const database = useDatabase();
  let proxy: Awaited<ReturnType<typeof startWebSocketProxy>>;
  let neon: Connection;

  beforeAll(async () => {
    proxy = await startWebSocketProxy();
    neon = connect(database.url, parseEnv({ DATABASE_DRIVER: "neon", NEON_WS_PROXY: proxy.address }));
  });
  afterAll(async () => {
    await neon.close();
    await proxy.stop();
  });

  const slugs = async () => {
    const { rows } = await database.db.execute<{ slug: string }>(
      sql`select slug from organizations order by slug`,
    );
    return rows.map((row) => row.slug);
  };
  const insert = (slug: string) =>
    sql`insert into organizations (id, slug, name) values (gen_random_uuid(), ${slug}, ${slug})`;

  it("carries the queries over the proxy", async () => {
    await neon.db.execute(sql`select 1`);
    expect(proxy.connections()).toBeGreaterThan(0);
  });

  it("commits a transaction and rolls a failed one back", async () => {
    await neon.db.transaction((tx) => tx.execute(insert("kept")));
    const failed = neon.db.transaction(async (tx) => {
      await tx.execute(insert("lost"));
      throw new Error("after the insert");
    });
    await expect(failed).rejects.toThrow("after the insert");
    expect(await slugs()).toEqual(["kept"]);
  });

  it("forgets role and organization at the end of a transaction", async () => {
    const roleNow = sql`select current_user as role`;
    const inside = await asOperator(neon.db, (tx) => tx.execute<{ role: string }>(roleNow));
    const after = await neon.db.execute<{ role: string }>(roleNow);
    expect([inside.rows[0]?.role, after.rows[0]?.role]).toEqual(["meterline_operator", "meterline"]);
  });

  it("keeps 64-bit numbers, decimals and calendar days exact", async () => {
    const { rows } = await neon.db.execute(
      sql`select 9007199254740993::bigint as big, 0.1::numeric + 0.2 as exact, date '2026-03-29' as day`,
    );
    expect(rows).toEqual([{ big: "9007199254740993", exact: "0.3", day: "2026-03-29" }]);
  });
});

describe("a pool of one connection that is lost", () => {
  const database = useDatabase();

  it.each(["begin", "select 'work'", "commit"])("at %s goes on with another one, and ends", async (text) => {
    const proxy = await startTcpProxy(database.url);
    const lossy = connect(proxy.url, parseEnv({ DATABASE_DRIVER: "pg", DATABASE_POOL_SIZE: "1" }));
    const work = () => lossy.db.transaction((tx) => tx.execute(sql`select 'work' as done`));
    await work();
    proxy.cutAt(text);
    await expect(work()).rejects.toThrow();
    expect((await work()).rows).toEqual([{ done: "work" }]);
    await lossy.close();
    await proxy.close();
  });
});

describe("a transaction", () => {
  const database = useDatabase();
  const inTransaction = sql<boolean>`pg_current_xact_id_if_assigned() is null and now() <> statement_timestamp()`;

  it("begins with its first statement, whatever that is", async () => {
    await database.db.transaction(async (tx) => {
      const [first] = await tx.select({ slug: organizations.slug }).from(organizations).limit(1);
      expect(first).toBeUndefined();
      await tx.execute(sql`select pg_sleep(0.01)`);
      expect((await tx.execute<{ inside: boolean }>(sql`select ${inTransaction} as inside`)).rows).toEqual([
        { inside: true },
      ]);
    });
    const settings = { isolationLevel: "repeatable read", accessMode: "read only" } as const;
    const level = sql`select current_setting('transaction_isolation') as level, ${1}::int as n`;
    const { rows } = await database.db.transaction((tx) => tx.execute(level), settings);
    expect(rows).toEqual([{ level: "repeatable read", n: 1 }]);
  });

  it("without a statement asks nothing, and leaves nothing open", async () => {
    await database.db.transaction(async () => {});
    const open = sql`select count(*)::int as n from pg_stat_activity
      where datname = current_database() and state like 'idle in transaction%'`;
    expect((await database.db.execute(open)).rows).toEqual([{ n: 0 }]);
  });

  it("that fails at its first statement is rolled back, and its connection goes on", async () => {
    const failed = database.db.transaction((tx) => tx.execute(sql`select 1 / 0`));
    await expect(failed).rejects.toThrow();
    const again = database.db.transaction((tx) => tx.execute(sql`select 1 as n`));
    expect((await again).rows).toEqual([{ n: 1 }]);
  });
});

describe("a statement that is marked as prepared", () => {
  const database = useDatabase();
  const open = (DATABASE_PREPARED_STATEMENTS: string) => {
    const settings = { DATABASE_DRIVER: "pg", DATABASE_POOL_SIZE: "1", DATABASE_PREPARED_STATEMENTS };
    return connect(database.url, parseEnv(settings));
  };
  const ask = ({ db }: Connection) =>
    db.transaction(async (tx) => (await tx.execute(prepared(sql`select ${7}::int as n`))).rows);
  const names = async ({ db }: Connection) =>
    (await db.execute(sql`select count(*)::int as n from pg_prepared_statements`)).rows;

  it("is planned once, under one name", async () => {
    const connection = open("on");
    expect([await ask(connection), await ask(connection)]).toEqual([[{ n: 7 }], [{ n: 7 }]]);
    expect(await names(connection)).toEqual([{ n: 1 }]);
    await connection.close();
  });

  it("is repeated without a name once a pooler took the name away", async () => {
    const connection = open("on");
    await ask(connection);
    await connection.db.execute(sql`deallocate all`);
    expect(await retryTransient(() => ask(connection))).toEqual([{ n: 7 }]);
    expect([await ask(connection), await names(connection)]).toEqual([[{ n: 7 }], [{ n: 0 }]]);
    await connection.close();
  });

  it("has no name where a setting says so", async () => {
    const connection = open("off");
    await ask(connection);
    expect(await names(connection)).toEqual([{ n: 0 }]);
    await connection.close();
  });
});
