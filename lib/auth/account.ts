import "server-only";
import { type Db, getDb } from "@/db/client";
import type { Caller, SessionCaller } from "@/lib/auth/caller";
import { ForbiddenError } from "@/lib/errors";

/** What services about the signed-in person get first: no organization is meant. */
export type AccountContext = { db: Db; caller: SessionCaller; now: Date };

/** What services for people who are not signed in get first. */
export type VisitorContext = { db: Db; address: string; now: Date };

/** Only a person has an account: keys and tokens speak for an organization. */
export async function accountContextFor(caller: Caller): Promise<AccountContext> {
  if (caller.kind !== "session")
    throw new ForbiddenError(
      "This is about a person's own account: sign in instead of sending a key or token.",
    );
  return { db: await getDb(), caller, now: new Date() };
}

/**
 * Where a request comes from. The last entry is the one that the nearest proxy wrote; without a proxy a sender can
 * forge it, which is why repeated failures also lock the account itself.
 */
export function addressOf(headers: Headers): string {
  return headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || "unknown";
}

export async function visitorContextFor(request: Request): Promise<VisitorContext> {
  return { db: await getDb(), address: addressOf(request.headers), now: new Date() };
}
