import "server-only";
import { and, desc, eq, gt, isNull } from "drizzle-orm";
import { userSessions } from "@/db/schema";
import { asOperator } from "@/db/scope";
import type { AccountContext } from "@/lib/auth/account";
import type { Sessions } from "@/lib/contracts/sessions";

/** The caller's sessions that still work, the latest seen first. */
export async function listSessions({ db, caller, now }: AccountContext): Promise<Sessions> {
  const rows = await asOperator(db, (tx) =>
    tx
      .select()
      .from(userSessions)
      .where(
        and(
          eq(userSessions.userId, caller.userId),
          isNull(userSessions.revokedAt),
          gt(userSessions.expiresAt, now),
        ),
      )
      .orderBy(desc(userSessions.lastSeenAt), desc(userSessions.id)),
  );
  const sessions = rows.map((row) => ({
    id: row.id,
    user_agent: row.userAgent,
    ip_address: row.ipAddress,
    created_at: row.createdAt.toISOString(),
    last_seen_at: row.lastSeenAt.toISOString(),
    expires_at: row.expiresAt.toISOString(),
    current: row.id === caller.sessionId,
  }));
  return { sessions };
}
