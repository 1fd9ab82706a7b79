import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { userSessions, users } from "@/db/schema";
import { asOperator } from "@/db/scope";
import type { AccountContext } from "@/lib/auth/account";

/** Ends every session of a user; a cookie that was made before never works again. */
export async function endAllSessions(db: Db, userId: string, now: Date): Promise<void> {
  await asOperator(db, async (tx) => {
    await tx
      .update(users)
      .set({ sessionVersion: sql`${users.sessionVersion} + 1` })
      .where(eq(users.id, userId));
    await tx
      .update(userSessions)
      .set({ revokedAt: now })
      .where(and(eq(userSessions.userId, userId), isNull(userSessions.revokedAt)));
  });
}

/** Signs the caller out on every browser, the asking one too. */
export async function signOutEverywhere({ db, caller, now }: AccountContext): Promise<undefined> {
  await endAllSessions(db, caller.userId, now);
}
