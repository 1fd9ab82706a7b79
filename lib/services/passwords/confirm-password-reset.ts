import "server-only";
import { and, eq, gt, isNull } from "drizzle-orm";
import { getDb } from "@/db/client";
import { passwordResets, users } from "@/db/schema";
import { asOperator } from "@/db/scope";
import type { VisitorContext } from "@/lib/auth/account";
import { hashPassword } from "@/lib/auth/password-hash";
import type { PasswordResetConfirmInput } from "@/lib/contracts/password";
import { InvalidInput } from "@/lib/domain/invalid-input";
import { hashResetToken } from "@/lib/services/passwords/reset-token";
import { endAllSessions } from "@/lib/services/sessions/sign-out-everywhere";

const isUsable = (token: string, now: Date) =>
  and(
    eq(passwordResets.tokenHash, hashResetToken(token)),
    isNull(passwordResets.usedAt),
    gt(passwordResets.expiresAt, now),
  );

/** Whether a mailed link still works, for the page behind it. */
export async function resetLinkWorks(token: string, now = new Date()): Promise<boolean> {
  const rows = await asOperator(await getDb(), (tx) =>
    tx.select({ userId: passwordResets.userId }).from(passwordResets).where(isUsable(token, now)),
  );
  return rows.length === 1;
}

/** Sets the password of whoever got the link, signs them out everywhere and ends a lock-out. */
export async function confirmPasswordReset(
  { db, now }: VisitorContext,
  { body }: PasswordResetConfirmInput,
): Promise<undefined> {
  const passwordHash = await hashPassword(body.new_password);
  await db.transaction(async (tx) => {
    const userId = await asOperator(tx, async (operator) => {
      // Marked and read in one statement: of two clicks at once, one wins.
      const [reset] = await operator
        .update(passwordResets)
        .set({ usedAt: now })
        .where(isUsable(body.token, now))
        .returning({ userId: passwordResets.userId });
      if (!reset)
        throw new InvalidInput("invalid_parameter", "token", "is used or too old: ask for a new link");
      const unlocked = { passwordHash, failedSignIns: 0, lockedUntil: null };
      await operator.update(users).set(unlocked).where(eq(users.id, reset.userId));
      await operator
        .update(passwordResets)
        .set({ usedAt: now })
        .where(and(eq(passwordResets.userId, reset.userId), isNull(passwordResets.usedAt)));
      return reset.userId;
    });
    await endAllSessions(tx, userId, now);
  });
}
