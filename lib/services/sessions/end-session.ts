import "server-only";
import type { AccountContext } from "@/lib/auth/account";
import { revokeSession } from "@/lib/auth/browser-session";
import type { SessionEndInput } from "@/lib/contracts/sessions";
import { NotFoundError } from "@/lib/errors";

/** Signs one browser out at once. */
export async function endSession(
  { db, caller, now }: AccountContext,
  { session_id }: SessionEndInput,
): Promise<undefined> {
  if (!(await revokeSession(db, caller.userId, session_id, now))) throw new NotFoundError();
}
