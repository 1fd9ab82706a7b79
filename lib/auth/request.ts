import "server-only";
import type { Context } from "@/db/context";
import type { Access } from "@/lib/domain/viewer";
import { UnauthorizedError } from "@/lib/errors";

export type Caller = { kind: "anonymous" };

/** Who sends this request; refuses forged, expired and revoked credentials. */
export async function identify(_request: Request): Promise<Caller> {
  throw new UnauthorizedError();
}

/** The context of the caller in an organization of their own: 404 for a foreign one, 403 below the needed role or scope. */
export async function contextFor(
  _caller: Caller,
  _access: Access,
  _organizationId?: string,
): Promise<Context> {
  throw new UnauthorizedError();
}
