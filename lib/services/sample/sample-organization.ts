import "server-only";
import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { organizations } from "@/db/schema";
import { readAsTenant } from "@/db/scope";
import { systemContext } from "@/lib/auth/tenant";
import { SAMPLE_SOURCE } from "@/lib/domain/sample/sample-events";
import { ConflictError, NotFoundError } from "@/lib/errors";
import { selectForeignEvent } from "@/lib/selectors/events/select-foreign-event";
import { createOrganization } from "@/lib/services/organizations/create-organization";

/** The organization of a sample, made on first use; refused when it was made for anything else. */
export async function openSampleOrganization(db: Db, slug: string, idPrefix: string): Promise<Context> {
  const context = await systemContext(db, slug).catch(async (error: unknown) => {
    if (!(error instanceof NotFoundError)) throw error;
    const { id } = await createOrganization(db, { slug, name: "Sample data", sample: true });
    return systemContext(db, id);
  });
  await refuseRealOrganization(context);
  if (await holdsOther(context, idPrefix))
    throw new ConflictError(`${slug} holds other events than this sample: remove them with --remove first.`);
  return context;
}

/** The organization of a sample for its removal: one that was made as a sample and holds nothing else. */
export async function findSampleOrganization(db: Db, slug: string): Promise<Context> {
  const context = await systemContext(db, slug);
  await refuseRealOrganization(context);
  if (await holdsOther(context, ""))
    throw new ConflictError(`${slug} holds events that are no samples, so it is not removed.`);
  return context;
}

async function refuseRealOrganization({ db, tenantId, tenant }: Context): Promise<void> {
  const [organization] = await readAsTenant(db, tenantId, (tx) =>
    tx.select({ sample: organizations.sample }).from(organizations).where(eq(organizations.id, tenantId)),
  );
  if (!organization?.sample)
    throw new ConflictError(`${tenant.slug} was not made for samples: name another organization by --org.`);
}

function holdsOther({ db, tenantId }: Context, idPrefix: string): Promise<boolean> {
  return readAsTenant(db, tenantId, (tx) =>
    selectForeignEvent(tx, tenantId, { source: SAMPLE_SOURCE, idPrefix }),
  );
}
