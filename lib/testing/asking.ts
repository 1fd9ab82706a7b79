import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { contextFor, identify } from "@/lib/auth/request";
import type { Access } from "@/lib/domain/viewer";
import { makeSession, makeUser } from "@/lib/testing/callers";
import { makeOrganization } from "@/lib/testing/factories";

export const READ: Access = { role: "member", scope: "read" };
/** The id of no organization. */
export const MISSING = "00000000-0000-4000-8000-000000000000";

/** What a route does before it calls its service. */
export async function ask(request: Request, access = READ, organizationId?: string): Promise<Context> {
  return contextFor(await identify(request), access, organizationId);
}

export async function acmeAndGlobex(db: Db) {
  const acme = await makeOrganization(db, { name: "Acme", timezone: "Europe/Berlin" });
  return { acme, globex: await makeOrganization(db, { name: "Globex" }) };
}

export async function signedIn(db: Db, options: Parameters<typeof makeUser>[1]) {
  const user = await makeUser(db, options);
  return { user, ...(await makeSession(db, user.id)) };
}
