import "server-only";
import { createHmac } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { idempotencyKeys } from "@/db/schema";
import { asOperator } from "@/db/scope";
import { env } from "@/lib/env";
import { ConflictError } from "@/lib/errors";

/** For how long an answer is remembered. */
export const REMEMBERED_HOURS = 24;

type Asked = { caller: string; key: string; request: string };

/**
 * Runs `work` unless the caller's key has its answer already; gives back what was remembered, then or now. The key,
 * the work and its answer are one transaction: all or nothing of them survives a crash, and of two requests at the
 * same time the second waits for the first.
 */
export function rememberAnswer(
  db: Db,
  { caller, key, request }: Asked,
  work: (tx: Db) => Promise<unknown>,
): Promise<unknown> {
  const requestHash = hashRequest(request);
  const isThis = and(eq(idempotencyKeys.caller, caller), eq(idempotencyKeys.key, key));
  return db.transaction(async (tx) => {
    if (await claim(tx, { caller, key, requestHash })) {
      const answer = await work(tx);
      await asOperator(tx, (own) => own.update(idempotencyKeys).set({ answer }).where(isThis));
      return answer;
    }
    const [known] = await asOperator(tx, (own) => own.select().from(idempotencyKeys).where(isThis));
    if (!known?.requestHash.equals(requestHash))
      throw new ConflictError("This Idempotency-Key was used for another request: choose a new one.");
    return known.answer;
  });
}

async function claim(
  db: Db,
  { caller, key, requestHash }: { caller: string; key: string; requestHash: Buffer },
): Promise<boolean> {
  const now = sql`clock_timestamp()`;
  const claimed = await asOperator(db, (tx) =>
    tx
      .insert(idempotencyKeys)
      .values({ caller, key, requestHash, createdAt: now })
      .onConflictDoUpdate({
        target: [idempotencyKeys.caller, idempotencyKeys.key],
        set: { requestHash, answer: null, createdAt: now },
        setWhere: sql`${idempotencyKeys.createdAt} < clock_timestamp() - interval '${sql.raw(`${REMEMBERED_HOURS}`)} hours'`,
      })
      .returning({ key: idempotencyKeys.key }),
  );
  return claimed.length > 0;
}

/** Keyed, since a request may hold a password. */
function hashRequest(request: string): Buffer {
  return createHmac("sha256", env().NEXTAUTH_SECRET ?? "")
    .update(request)
    .digest();
}
