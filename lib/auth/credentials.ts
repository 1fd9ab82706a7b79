import "server-only";
import { and, eq, isNull, lte, or, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { users } from "@/db/schema";
import { asOperator } from "@/db/scope";
import { passwordMatches } from "@/lib/auth/password-hash";

export const FAILURES_BEFORE_LOCK = 10;
const LOCK_MINUTES = 15;

export const hasEmail = (email: string) => eq(sql`lower(${users.email})`, email.trim().toLowerCase());

const isUnlocked = (now: Date) => or(isNull(users.lockedUntil), lte(users.lockedUntil, now));

async function findUser(db: Db, email: string) {
  const rows = await asOperator(db, (tx) =>
    tx.select({ id: users.id, passwordHash: users.passwordHash }).from(users).where(hasEmail(email)),
  );
  return rows[0];
}

/** Counts in one statement, so that guesses sent side by side all count. */
function recordFailure(db: Db, userId: string, now: Date) {
  const locks = sql`${users.failedSignIns} + 1 >= ${FAILURES_BEFORE_LOCK}`;
  return asOperator(db, (tx) =>
    tx
      .update(users)
      .set({
        failedSignIns: sql`case when ${locks} then 0 else ${users.failedSignIns} + 1 end`,
        lockedUntil: sql`case when ${locks} then ${now.toISOString()}::timestamptz + make_interval(mins => ${LOCK_MINUTES}) end`,
      })
      .where(and(eq(users.id, userId), isUnlocked(now))),
  );
}

/** False when guesses sent meanwhile locked the account. */
async function recordSuccess(db: Db, userId: string, now: Date): Promise<boolean> {
  const rows = await asOperator(db, (tx) =>
    tx
      .update(users)
      .set({ failedSignIns: 0, lockedUntil: null })
      .where(and(eq(users.id, userId), isUnlocked(now)))
      .returning({ id: users.id }),
  );
  return rows.length === 1;
}

/** The user whose mail and password these are. Unknown, wrong and locked look alike, also in time. */
export async function verifyCredentials(
  db: Db,
  input: { email: string; password: string },
  now: Date,
): Promise<string | undefined> {
  const user = await findUser(db, input.email);
  const matches = await passwordMatches(input.password, user?.passwordHash);
  if (!user) return undefined;
  if (matches) return (await recordSuccess(db, user.id, now)) ? user.id : undefined;
  await recordFailure(db, user.id, now);
  return undefined;
}
