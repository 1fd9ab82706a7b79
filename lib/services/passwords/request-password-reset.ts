import "server-only";
import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { passwordResets, users } from "@/db/schema";
import { asOperator } from "@/db/scope";
import type { VisitorContext } from "@/lib/auth/account";
import { limitAttempts } from "@/lib/auth/attempts";
import { hasEmail } from "@/lib/auth/credentials";
import { publicUrl } from "@/lib/auth/session-cookie";
import type { PasswordReset, PasswordResetInput } from "@/lib/contracts/password";
import { LimitExceededError } from "@/lib/errors";
import { sendMail } from "@/lib/integrations/mail";
import { hashResetToken } from "@/lib/services/passwords/reset-token";

const HOUR_MS = 60 * 60_000;
const byAddress = limitAttempts(20, HOUR_MS);
const byEmail = limitAttempts(5, HOUR_MS);

/** One statement for known and unknown mails alike, so that its time tells nothing. */
async function storeToken({ db, now }: VisitorContext, email: string, token: string): Promise<boolean> {
  const expiresAt = new Date(now.getTime() + HOUR_MS).toISOString();
  const { rows } = await asOperator(db, (tx) =>
    tx.execute(sql`
      insert into ${passwordResets} (token_hash, user_id, expires_at)
      select ${hashResetToken(token)}::bytea, ${users.id}, ${expiresAt}::timestamptz from ${users} where ${hasEmail(email)}
      returning user_id`),
  );
  return rows.length > 0;
}

const letter = (token: string) =>
  [
    "Someone, hopefully you, asked to choose a new password for Meterline.",
    "",
    `${publicUrl()}/reset-password/${token}`,
    "",
    "The link works once, for one hour. If it was not you, nothing has changed: ignore this mail.",
  ].join("\n");

/** Mails a link to whoever has an account; the answer does not tell whether there is one. */
export async function requestPasswordReset(
  context: VisitorContext,
  { body }: PasswordResetInput,
): Promise<PasswordReset> {
  if (!byAddress.take(context.address))
    throw new LimitExceededError("Too many links were asked for from this address.", HOUR_MS / 1000);
  const token = randomBytes(32).toString("base64url");
  const mayMail = byEmail.take(body.email.toLowerCase());
  if (mayMail && (await storeToken(context, body.email, token))) {
    const mail = { to: body.email, subject: "Choose a new password", text: letter(token) };
    // Not awaited: a mail server's slowness would tell that there is an account.
    sendMail(mail).catch((error: unknown) => console.error("a password mail was not sent:", error));
  }
  return { status: "accepted" };
}
