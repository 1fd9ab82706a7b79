import "server-only";
import { and, asc, eq } from "drizzle-orm";
import { type Db, getDb } from "@/db/client";
import { memberships, organizations, userSessions, users } from "@/db/schema";
import { asOperator } from "@/db/scope";
import type { Membership, SessionCaller } from "@/lib/auth/caller";
import { readSessionToken, type SessionToken } from "@/lib/auth/session-cookie";
import { tenantColumns, toTenant } from "@/lib/auth/tenant";
import { ROLES } from "@/lib/domain/viewer";

const SEEN_EVERY_MS = 60_000;

/** One indexed read: the user, this session of theirs, and every organization with its settings. */
function selectSession(db: Db, token: SessionToken) {
  return asOperator(db, (tx) =>
    tx
      .select({
        email: users.email,
        name: users.name,
        operator: users.operator,
        sessionVersion: users.sessionVersion,
        expiresAt: userSessions.expiresAt,
        revokedAt: userSessions.revokedAt,
        lastSeenAt: userSessions.lastSeenAt,
        role: memberships.role,
        tenant: tenantColumns,
      })
      .from(users)
      .innerJoin(userSessions, and(eq(userSessions.id, token.sessionId), eq(userSessions.userId, users.id)))
      .leftJoin(memberships, eq(memberships.userId, users.id))
      .leftJoin(organizations, eq(organizations.id, memberships.organizationId))
      .where(eq(users.id, token.userId))
      .orderBy(asc(memberships.createdAt), asc(memberships.organizationId)),
  );
}
type SessionRow = Awaited<ReturnType<typeof selectSession>>[number];

function toMembership(row: SessionRow): Membership[] {
  const role = ROLES.find((known) => known === row.role);
  return role && row.tenant ? [{ role, tenant: toTenant(row.tenant) }] : [];
}

async function markSeen(db: Db, row: SessionRow, sessionId: string, now: Date): Promise<void> {
  if (now.getTime() - row.lastSeenAt.getTime() < SEEN_EVERY_MS) return;
  await asOperator(db, (tx) =>
    tx.update(userSessions).set({ lastSeenAt: now }).where(eq(userSessions.id, sessionId)),
  );
}

/** The signed-in user of a session; undefined when it ended, expired or never was. */
export async function callerOfToken(
  token: SessionToken,
  chosenId: string | undefined,
): Promise<SessionCaller | undefined> {
  const db = await getDb();
  const rows = await selectSession(db, token);
  const now = new Date();
  const row = rows[0];
  if (!row || row.revokedAt || row.expiresAt <= now || row.sessionVersion !== token.sessionVersion)
    return undefined;
  await markSeen(db, row, token.sessionId, now);
  return {
    kind: "session",
    userId: token.userId,
    email: row.email,
    name: row.name,
    operator: row.operator,
    sessionId: token.sessionId,
    memberships: rows.flatMap(toMembership),
    chosenId,
  };
}

/** The signed-in user of a session cookie. */
export async function sessionCaller(
  cookie: string,
  chosenId: string | undefined,
): Promise<SessionCaller | undefined> {
  const token = await readSessionToken(cookie);
  return token && callerOfToken(token, chosenId);
}
