import "server-only";
import { createTransport } from "nodemailer";
import { type Env, env } from "@/lib/env";

/** `messageId` is for mails that may be sent again: the same one tells the receiver that it has it already. */
export type Mail = { to: string; subject: string; text: string; html?: string; messageId?: string };

const TIMEOUT_MS = 15_000;

/** Sends by the mail server in SMTP_URL; without one the mail goes to stderr, for the administrator to pass on. */
export async function sendMail(mail: Mail): Promise<void> {
  const { to, subject, text } = mail;
  if (env().SMTP_URL) await sendBySmtp(mail);
  else console.error(`SMTP_URL is not set, so this mail to ${to} was not sent:\n${subject}\n\n${text}`);
}

/** The same, which fails without a mail server: for mails that are tried again. */
export async function sendBySmtp(
  mail: Mail,
  { SMTP_URL: url, MAIL_FROM: from }: Pick<Env, "SMTP_URL" | "MAIL_FROM"> = env(),
): Promise<void> {
  if (!url) throw new Error("SMTP_URL is not set, so no mail can be sent.");
  const timeouts = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS };
  await createTransport({ url, ...timeouts }).sendMail({ from, ...mail });
}
