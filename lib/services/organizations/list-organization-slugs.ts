import "server-only";
import type { Db } from "@/db/client";
import { organizationSlugs } from "@/db/schema";
import { asOperator } from "@/db/scope";

/** The slugs of all organizations in order, for the command line. */
export async function listOrganizationSlugs(db: Db): Promise<string[]> {
  const rows = await asOperator(db, (tx) =>
    tx.select({ slug: organizationSlugs.slug }).from(organizationSlugs).orderBy(organizationSlugs.slug),
  );
  return rows.map(({ slug }) => slug);
}
