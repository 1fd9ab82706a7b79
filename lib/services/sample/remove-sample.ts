import "server-only";
import type { Db } from "@/db/client";
import { deleteOrganization } from "@/lib/services/organizations/delete-organization";
import { findSampleOrganization } from "@/lib/services/sample/sample-organization";

export type RemovedSample = { organization: string; organization_id: string; removed: true };

/** Deletes a sample organization with everything it owns; another one is refused. */
export async function removeSample(db: Db, slug: string): Promise<RemovedSample> {
  const context = await findSampleOrganization(db, slug);
  await deleteOrganization(context);
  return { organization: context.tenant.slug, organization_id: context.tenantId, removed: true };
}
