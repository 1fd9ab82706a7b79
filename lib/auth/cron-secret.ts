import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/env";
import { NotFoundError, UnauthorizedError } from "@/lib/errors";

const digest = (text: string) => createHash("sha256").update(text).digest();

/** Lets through who knows `CRON_SECRET`. Without one configured the jobs cannot be called from outside. */
export function requireCronSecret(request: Request, secret = env().CRON_SECRET): void {
  if (!secret) throw new NotFoundError();
  const given = request.headers.get("authorization") ?? "";
  // Digests of one length: comparing them tells neither the secret nor its length.
  if (!timingSafeEqual(digest(given), digest(`Bearer ${secret}`)))
    throw new UnauthorizedError("Send CRON_SECRET as a bearer token.");
}
