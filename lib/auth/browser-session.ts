import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "@/db/client";
import { userSessions, users } from "@/db/schema";
import { asOperator } from "@/db/scope";
import { SESSION_MAX_AGE_SECONDS, type SessionToken } from "@/lib/auth/session-cookie";
import { UnauthorizedError } from "@/lib/errors";

export type Browser = { userAgent: string | null; ipAddress: string };

/** Signs a user in on one browser; the row is what ends the session later, whatever the cookie says. */
export async function startSession(
  db: Db,
  userId: string,
  browser: Browser,
  now = new Date(),
): Promise<SessionToken> {
  return asOperator(db, async (tx) => {
    const [user] = await tx
      .select({ sessionVersion: users.sessionVersion })
      .from(users)
      .where(eq(users.id, userId));
    if (!user) throw new UnauthorizedError();
    const sessionId = randomUUID();
    const expiresAt = new Date(now.getTime() + SESSION_MAX_AGE_SECONDS * 1000);
    const userAgent = browser.userAgent?.slice(0, 500) ?? null;
    const seen = { createdAt: now, lastSeenAt: now, expiresAt };
    await tx
      .insert(userSessions)
      .values({ id: sessionId, userId, userAgent, ipAddress: browser.ipAddress, ...seen });
    return { userId, sessionId, sessionVersion: user.sessionVersion };
  });
}

/** Ends one session of a user; false when there is no such session of theirs, or it has ended already. */
export async function revokeSession(
  db: Db,
  userId: string,
  sessionId: string,
  now = new Date(),
): Promise<boolean> {
  const rows = await asOperator(db, (tx) =>
    tx
      .update(userSessions)
      .set({ revokedAt: now })
      .where(
        and(eq(userSessions.id, sessionId), eq(userSessions.userId, userId), isNull(userSessions.revokedAt)),
      )
      .returning({ id: userSessions.id }),
  );
  return rows.length === 1;
}
