import "server-only";
import { jwtVerify } from "jose";
import type { Caller } from "@/lib/auth/caller";
import { ROLES } from "@/lib/domain/viewer";
import { env } from "@/lib/env";

/** The remote caller of a signed token; undefined unless the signature, the algorithm and every claim hold. */
export async function tokenCaller(bearer: string): Promise<Caller | undefined> {
  const secret = env().API_JWT_SECRET;
  if (!secret) return undefined;
  const verified = await jwtVerify(bearer, new TextEncoder().encode(secret), {
    algorithms: ["HS256"],
    requiredClaims: ["sub", "organization_id", "role", "exp"],
  }).catch(() => undefined);
  const { sub, organization_id: organizationId, role: claimed } = verified?.payload ?? {};
  const role = ROLES.find((known) => known === claimed);
  if (typeof sub !== "string" || typeof organizationId !== "string" || !role) return undefined;
  return { kind: "token", subject: sub, role, organizationId };
}
