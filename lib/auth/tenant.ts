import "server-only";
import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { organizationSlugs, organizations } from "@/db/schema";
import { asOperator } from "@/db/scope";
import { WEEK_STARTS } from "@/lib/domain/intervals";
import type { Tenant, TenantId } from "@/lib/domain/viewer";
import { ConflictError, NotFoundError } from "@/lib/errors";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The columns that make a Tenant, for any query that joins organizations. */
export const tenantColumns = {
  id: organizations.id,
  slug: organizations.slug,
  name: organizations.name,
  customerId: organizations.customerId,
  timezone: organizations.timezone,
  weekStart: organizations.weekStart,
  currency: organizations.currency,
  billingAnchorDay: organizations.billingAnchorDay,
};
type TenantRow = Omit<Tenant, "id" | "weekStart"> & { id: string; weekStart: string };

/** An organization's id in its one spelling; anything else answers like an organization that does not exist. */
export function tenantIdFor(organizationId: string): TenantId {
  const id = organizationId.toLowerCase();
  if (!UUID.test(id)) throw new NotFoundError();
  // The one place where an id becomes a TenantId: callers have checked, or are about to check, whose it is.
  return id as TenantId;
}

export function toTenant(row: TenantRow): Tenant {
  const weekStart = WEEK_STARTS.find((day) => day === row.weekStart) ?? "monday";
  return { ...row, id: tenantIdFor(row.id), weekStart };
}

/** The settings of any organization: only for callers who were allowed to see it. */
export async function loadTenant(db: Db, organizationId: string): Promise<Tenant> {
  const id = tenantIdFor(organizationId);
  const rows = await asOperator(db, (tx) =>
    tx.select(tenantColumns).from(organizations).where(eq(organizations.id, id)),
  );
  if (!rows[0]) throw new NotFoundError();
  return toTenant(rows[0]);
}

/** The organization with a billing id: only for operators. Two of them under one id cannot be told apart. */
export async function tenantOfCustomer(db: Db, customerId: string): Promise<Tenant> {
  const [row, other] = await asOperator(db, (tx) =>
    tx.select(tenantColumns).from(organizations).where(eq(organizations.customerId, customerId)).limit(2),
  );
  if (!row) throw new NotFoundError();
  if (other) throw new ConflictError("Several organizations have this customer_id: ask by organization_id.");
  return toTenant(row);
}

async function idOfSlug(db: Db, slug: string): Promise<string> {
  const rows = await asOperator(db, (tx) =>
    tx
      .select({ id: organizationSlugs.organizationId })
      .from(organizationSlugs)
      .where(eq(organizationSlugs.slug, slug)),
  );
  if (!rows[0]) throw new NotFoundError(`There is no organization "${slug}".`);
  return rows[0].id;
}

/** The context of the product itself (jobs, command line, seed), for an organization given by its id or its slug. */
export async function systemContext(db: Db, organization: string): Promise<Context> {
  const id = UUID.test(organization.toLowerCase()) ? organization : await idOfSlug(db, organization);
  const tenant = await loadTenant(db, id);
  return { db, viewer: { kind: "system" }, tenantId: tenant.id, tenant, now: new Date() };
}
