import "server-only";
import { getDb } from "@/db/client";
import type { Context } from "@/db/context";
import { demandRole, demandScope } from "@/lib/auth/access";
import { apiKeyCaller } from "@/lib/auth/api-key-caller";
import type { Caller, SessionCaller } from "@/lib/auth/caller";
import { activeMembership, membershipIn } from "@/lib/auth/organization-choice";
import { refuseForeignOrigin } from "@/lib/auth/same-origin";
import { sessionCaller } from "@/lib/auth/session-caller";
import { ORGANIZATION_COOKIE, sessionCookieName } from "@/lib/auth/session-cookie";
import { loadTenant, tenantIdFor } from "@/lib/auth/tenant";
import { tokenCaller } from "@/lib/auth/token-caller";
import type { Access, Role, Tenant, Viewer } from "@/lib/domain/viewer";
import { NotFoundError, UnauthorizedError } from "@/lib/errors";

function cookieOf(request: Request, name: string): string | undefined {
  const pairs = (request.headers.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** The token of an Authorization header; other schemes belong to whatever stands in front of this server. */
function bearerOf(request: Request): string | undefined {
  const header = request.headers.get("authorization")?.trim() ?? "";
  return /^bearer\b/i.test(header) ? header.slice("bearer".length).trim() : undefined;
}

/** Who sends this request; refuses missing, forged, expired and revoked credentials. */
export async function identify(request: Request): Promise<Caller> {
  const bearer = bearerOf(request);
  if (bearer !== undefined) {
    // A wrong bearer is refused even beside a good cookie: the caller meant the bearer.
    const caller = bearer.startsWith("mk_") ? await apiKeyCaller(bearer) : await tokenCaller(bearer);
    if (caller) return caller;
    throw new UnauthorizedError(
      "This API key or token is not valid: unknown, expired, revoked or badly signed.",
    );
  }
  const cookie = cookieOf(request, sessionCookieName());
  const caller = cookie && (await sessionCaller(cookie, cookieOf(request, ORGANIZATION_COOKIE)));
  if (!caller) throw new UnauthorizedError();
  refuseForeignOrigin(request);
  return caller;
}

type Choice = { tenant: Tenant; viewer: Viewer };

async function sessionChoice(
  caller: SessionCaller,
  access: Access,
  organizationId?: string,
): Promise<Choice> {
  const membership =
    organizationId === undefined
      ? await activeMembership(caller)
      : await membershipIn(caller, organizationId);
  if (!membership) throw new NotFoundError("You do not belong to an organization yet.");
  demandRole(membership.role, access.role);
  return { tenant: membership.tenant, viewer: userViewer(caller, membership.role) };
}

function userViewer(caller: SessionCaller, role: Role): Viewer {
  const { userId, email, name, operator, sessionId } = caller;
  return { kind: "user", userId, email, name, role, operator, sessionId };
}

async function chosenBy(caller: Caller, access: Access, organizationId?: string): Promise<Choice> {
  if (caller.kind === "session") return sessionChoice(caller, access, organizationId);
  const own =
    caller.kind === "api_key" ? caller.tenant : await loadTenant(await getDb(), caller.organizationId);
  if (organizationId !== undefined && tenantIdFor(organizationId) !== own.id) throw new NotFoundError();
  if (caller.kind === "api_key") {
    demandScope(caller.scopes, access);
    return { tenant: own, viewer: { kind: "api_key", apiKeyId: caller.apiKeyId, scopes: caller.scopes } };
  }
  demandRole(caller.role, access.role);
  return { tenant: own, viewer: { kind: "token", subject: caller.subject, role: caller.role } };
}

/** The context of the caller in an organization of their own: 404 for a foreign one, 403 below the needed role or scope. */
export async function contextFor(caller: Caller, access: Access, organizationId?: string): Promise<Context> {
  const { tenant, viewer } = await chosenBy(caller, access, organizationId);
  return { db: await getDb(), viewer, tenantId: tenant.id, tenant, now: new Date() };
}
