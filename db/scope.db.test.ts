import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { useDatabase } from "@/lib/testing/database";
import { asOperator, limitTime } from "./scope";

const database = useDatabase();
const SLOW = sql`select pg_sleep(20)`;

it("a statement that takes longer than it may is stopped, and later transactions have their time again", async () => {
  const asked = asOperator(database.db, async (tx) => {
    await limitTime(tx, 50);
    await tx.execute(SLOW);
  });
  await expect(asked).rejects.toMatchObject({ cause: { code: "57014" } });
  await asOperator(database.db, (tx) => tx.execute(sql`select pg_sleep(0.1)`));
});

it("a shorter limit of the database stays", () =>
  asOperator(database.db, async (tx) => {
    const limit = async () =>
      (await tx.execute<{ setting: string }>(sql`select current_setting('statement_timeout') as setting`))
        .rows[0]?.setting;
    await tx.execute(sql`set local statement_timeout = '40ms'`);
    await limitTime(tx, 50);
    expect(await limit()).toBe("40ms");
    await tx.execute(sql`set local statement_timeout = '60ms'`);
    await limitTime(tx, 50);
    expect(await limit()).toBe("50ms");
  }));
