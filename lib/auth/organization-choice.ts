import "server-only";
import { asc } from "drizzle-orm";
import { getDb } from "@/db/client";
import { organizations } from "@/db/schema";
import { asOperator } from "@/db/scope";
import type { Membership, SessionCaller } from "@/lib/auth/caller";
import { loadTenant, tenantColumns, tenantIdFor, toTenant } from "@/lib/auth/tenant";
import { NotFoundError } from "@/lib/errors";

/** What an operator may do in an organization they do not belong to. */
const OPERATOR_ROLE = "owner";

async function asVisitor(organizationId: string): Promise<Membership> {
  return { tenant: await loadTenant(await getDb(), organizationId), role: OPERATOR_ROLE };
}

/** Every organization an operator may look into, by name; their own ones with their own role. */
async function allOrganizations({ memberships }: SessionCaller): Promise<Membership[]> {
  const rows = await asOperator(await getDb(), (tx) =>
    tx.select(tenantColumns).from(organizations).orderBy(asc(organizations.name), asc(organizations.id)),
  );
  return rows.map((row) => {
    const own = memberships.find(({ tenant }) => tenant.id === row.id);
    return own ?? { tenant: toTenant(row), role: OPERATOR_ROLE };
  });
}

/** What the caller may switch to. */
export async function visibleMemberships(caller: SessionCaller): Promise<readonly Membership[]> {
  return caller.operator ? allOrganizations(caller) : caller.memberships;
}

/** The organization asked for, among the caller's own; a foreign, malformed or missing one is not found. */
export async function membershipIn(caller: SessionCaller, organizationId: string): Promise<Membership> {
  const id = tenantIdFor(organizationId);
  const own = caller.memberships.find((membership) => membership.tenant.id === id);
  if (own) return own;
  if (!caller.operator) throw new NotFoundError();
  return asVisitor(id);
}

/** The organization chosen last in this browser, as long as it is still the caller's own, else their first one. */
export async function activeMembership(caller: SessionCaller): Promise<Membership | undefined> {
  const chosen =
    caller.chosenId &&
    (await membershipIn(caller, caller.chosenId).catch((error: unknown) => {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    }));
  return chosen || (caller.memberships[0] ?? (await visibleMemberships(caller))[0]);
}
