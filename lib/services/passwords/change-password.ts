import "server-only";
import { and, eq, isNull, ne } from "drizzle-orm";
import { passwordResets, userSessions, users } from "@/db/schema";
import { asOperator } from "@/db/scope";
import type { AccountContext } from "@/lib/auth/account";
import { limitAttempts } from "@/lib/auth/attempts";
import { hashPassword, passwordMatches } from "@/lib/auth/password-hash";
import type { PasswordChangeInput } from "@/lib/contracts/password";
import { InvalidInput } from "@/lib/domain/invalid-input";
import { ConflictError, LimitExceededError } from "@/lib/errors";

const WINDOW_MS = 15 * 60_000;
const guesses = limitAttempts(10, WINDOW_MS);

async function demandCurrent({ db, caller }: AccountContext, password: string): Promise<void> {
  if (!guesses.take(caller.userId))
    throw new LimitExceededError("Too many wrong passwords. Wait a quarter of an hour.", WINDOW_MS / 1000);
  const [user] = await asOperator(db, (tx) =>
    tx.select({ passwordHash: users.passwordHash }).from(users).where(eq(users.id, caller.userId)),
  );
  if (!user?.passwordHash)
    throw new ConflictError("Your account has no password yet: ask for a reset link to choose one.");
  if (!(await passwordMatches(password, user.passwordHash)))
    throw new InvalidInput("invalid_parameter", "current_password", "is not your password");
  guesses.giveBack(caller.userId);
}

/** Sets a new password, ends the caller's other sessions and makes mailed links useless. */
export async function changePassword(
  context: AccountContext,
  { body }: PasswordChangeInput,
): Promise<undefined> {
  await demandCurrent(context, body.current_password);
  const { db, caller, now } = context;
  const passwordHash = await hashPassword(body.new_password);
  await asOperator(db, async (tx) => {
    await tx.update(users).set({ passwordHash }).where(eq(users.id, caller.userId));
    await tx.delete(passwordResets).where(eq(passwordResets.userId, caller.userId));
    await tx
      .update(userSessions)
      .set({ revokedAt: now })
      .where(
        and(
          eq(userSessions.userId, caller.userId),
          ne(userSessions.id, caller.sessionId),
          isNull(userSessions.revokedAt),
        ),
      );
  });
}
