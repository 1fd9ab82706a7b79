import "server-only";
import { lt } from "drizzle-orm";
import type { Db } from "@/db/client";
import { apiKeyHashes, idempotencyKeys, rejectedEvents, stagedEvents } from "@/db/schema";
import { asOperator } from "@/db/scope";
import { REMEMBERED_HOURS } from "@/lib/auth/remember-answer";
import { rejectedSince } from "@/lib/domain/rejected-events";

type Expiring = "rejected_events" | "idempotency_keys" | "old_api_key_secrets" | "staged_events";

/** Removes what has served its time, of every organization, and says how many of each there were. */
export async function cleanup(db: Db, now = new Date()): Promise<Record<Expiring, number>> {
  return asOperator(db, async (tx) => {
    const rejected = await tx.delete(rejectedEvents).where(lt(rejectedEvents.receivedAt, rejectedSince(now)));
    const dayBefore = new Date(now.getTime() - REMEMBERED_HOURS * 3_600_000);
    const keys = await tx.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, dayBefore));
    const secrets = await tx.delete(apiKeyHashes).where(lt(apiKeyHashes.expiresAt, now));
    // A chunk of a living load is stored within minutes.
    const staged = await tx.delete(stagedEvents).where(lt(stagedEvents.stagedAt, dayBefore));
    return {
      rejected_events: rejected.rowCount ?? 0,
      idempotency_keys: keys.rowCount ?? 0,
      old_api_key_secrets: secrets.rowCount ?? 0,
      staged_events: staged.rowCount ?? 0,
    };
  });
}
