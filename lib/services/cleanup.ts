import "server-only";
import { lt } from "drizzle-orm";
import type { Db } from "@/db/client";
import { rejectedEvents } from "@/db/schema";
import { asOperator } from "@/db/scope";
import { rejectedSince } from "@/lib/domain/rejected-events";

/** Removes what has served its time, of every organization, and says how many of each there were. */
export async function cleanup(db: Db, now = new Date()): Promise<{ rejected_events: number }> {
  return asOperator(db, async (tx) => {
    const rejected = await tx.delete(rejectedEvents).where(lt(rejectedEvents.receivedAt, rejectedSince(now)));
    return { rejected_events: rejected.rowCount ?? 0 };
  });
}
