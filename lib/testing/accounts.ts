import type { Db } from "@/db/client";
import type { AccountContext, VisitorContext } from "@/lib/auth/account";
import { identify } from "@/lib/auth/request";
import { makeRequest, makeSession, type makeUser } from "@/lib/testing/callers";

type User = Awaited<ReturnType<typeof makeUser>>;

/** What a service about the signed-in person gets, on a browser of its own; needs `asProcessDatabase`. */
export async function signedInContext(
  db: Db,
  user: User,
  now = new Date(),
): Promise<AccountContext & { cookie: string }> {
  const { cookie } = await makeSession(db, user.id);
  const caller = await identify(makeRequest("/", { cookie }));
  if (caller.kind !== "session") throw new Error("A cookie makes a session.");
  return { db, caller, now, cookie };
}

let visitors = 0;

/** Someone who is not signed in, from an address that nobody had before. */
export function visitorContext(db: Db, now = new Date()): VisitorContext {
  visitors += 1;
  return { db, address: `198.51.100.${visitors}`, now };
}
