import "server-only";
import { createTransport } from "nodemailer";
import { env } from "@/lib/env";

export type Mail = { to: string; subject: string; text: string };

/** Sends by the mail server in SMTP_URL; without one the mail goes to stderr, for the administrator to pass on. */
export async function sendMail({ to, subject, text }: Mail): Promise<void> {
  const { SMTP_URL, MAIL_FROM } = env();
  if (!SMTP_URL) {
    console.error(`SMTP_URL is not set, so this mail to ${to} was not sent:\n${subject}\n\n${text}`);
    return;
  }
  await createTransport(SMTP_URL).sendMail({ from: MAIL_FROM, to, subject, text });
}
