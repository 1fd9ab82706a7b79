import "server-only";
import { type Access, type Role, roleReaches, type Scope, type Viewer } from "@/lib/domain/viewer";
import { ForbiddenError } from "@/lib/errors";

export function demandRole(role: Role, needed: Role): void {
  if (roleReaches(role, needed)) return;
  throw new ForbiddenError(
    `This needs the role ${needed}; yours is ${role}. Ask an owner of the organization.`,
  );
}

const keyRole = (scopes: readonly Scope[]): Role => (scopes.includes("admin") ? "admin" : "finance");

/** A key needs the scope; what only administrators may read needs the scope admin. */
export function demandScope(scopes: readonly Scope[], access: Access): void {
  const has = scopes.includes(access.scope) || (access.scope === "read" && scopes.includes("admin"));
  if (!has) throw new ForbiddenError(`This needs an API key with the scope ${access.scope}.`);
  if (access.scope === "ingest" || roleReaches(keyRole(scopes), access.role)) return;
  if (access.role === "owner")
    throw new ForbiddenError("This needs the role owner: an API key cannot do it. Sign in instead.");
  throw new ForbiddenError("This needs an API key with the scope admin.");
}

/** Whether a viewer reaches a role, for what is shown only to some of those who may ask. */
export function reachesRole(viewer: Viewer, needed: Role): boolean {
  if (viewer.kind === "system") return true;
  const role = viewer.kind === "api_key" ? keyRole(viewer.scopes) : viewer.role;
  return roleReaches(role, needed);
}
