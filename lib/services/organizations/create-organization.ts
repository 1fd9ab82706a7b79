import "server-only";
import { randomUUID } from "node:crypto";
import type { Db } from "@/db/client";
import { organizationSlugs, organizations } from "@/db/schema";
import { asOperator } from "@/db/scope";
import type { WeekStart } from "@/lib/domain/intervals";
import { InvalidInput } from "@/lib/domain/invalid-input";
import { BUILT_IN_METERS } from "@/lib/domain/meters";
import { ConflictError } from "@/lib/errors";
import { insertMeters } from "@/lib/services/meters/insert-meters";
import { refuseUnknownTimeZone } from "@/lib/services/organizations/refuse-unknown-time-zone";
import { insertDefaultPlans } from "@/lib/services/plans/insert-default-plans";

export type NewOrganization = {
  id?: string;
  slug: string;
  name: string;
  customerId?: string | null;
  timezone?: string;
  weekStart?: WeekStart;
  currency?: string;
  billingAnchorDay?: number;
  retentionDays?: number | null;
  /** Since when it is billed: its first billing period is the one that holds this. Now unless told. */
  createdAt?: Date;
  sample?: boolean;
};
export type Organization = typeof organizations.$inferSelect;

const SLUG = /^[a-z0-9](-?[a-z0-9]){0,62}$/;

/** Opens an organization with its slug, the built-in meters and the plans it begins with. A slug that is taken is a conflict. */
export async function createOrganization(db: Db, input: NewOrganization): Promise<Organization> {
  if (!SLUG.test(input.slug))
    throw new InvalidInput("invalid_parameter", "slug", "must be lower-case words joined by hyphens");
  return asOperator(db, async (tx) => {
    await refuseUnknownTimeZone(tx, input.timezone ?? "UTC");
    const id = input.id ?? randomUUID();
    const [organization] = await tx
      .insert(organizations)
      .values({ ...input, id })
      .returning();
    const slugs = await tx
      .insert(organizationSlugs)
      .values({ slug: input.slug, organizationId: id })
      .onConflictDoNothing()
      .returning();
    if (!organization || slugs.length === 0)
      throw new ConflictError(`The slug ${input.slug} belongs to another organization.`);
    await insertMeters(tx, id, BUILT_IN_METERS);
    await insertDefaultPlans(tx, id, organization.currency);
    return organization;
  });
}
