import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { apiKeyHashes, apiKeys } from "@/db/schema";
import { asOperator } from "@/db/scope";
import { hashApiKey } from "@/lib/auth/api-key-caller";
import { systemContext } from "@/lib/auth/tenant";
import { SCOPES } from "@/lib/domain/viewer";
import { NotFoundError } from "@/lib/errors";
import { createApiKey } from "@/lib/services/api-keys/create-api-key";
import { createMeter } from "@/lib/services/meters/create-meter";
import { listMeters } from "@/lib/services/meters/list-meters";
import { createOrganization } from "@/lib/services/organizations/create-organization";
import type { SeedMeter } from "./data-set";

/** How many billing periods before the current one the demo's organizations were customers. */
const PERIODS_BEFORE = 6;

/** The first day of the first of them, in UTC. */
export function billedSince(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - PERIODS_BEFORE));
}

/** The organization of a slug, made on first use as if it had been a customer for some time. */
export async function seedOrganization(db: Db, slug: string, name: string): Promise<Context> {
  try {
    return await systemContext(db, slug);
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    const createdAt = billedSince(new Date());
    await createOrganization(db, { slug, name, customerId: `cus_${slug}`, createdAt });
    return systemContext(db, slug);
  }
}

/** A key with all scopes. Its secret is known only when it is made, so the one handed out before is kept while it works. */
export async function seedApiKey(context: Context, handedOut: string | undefined): Promise<string> {
  if (handedOut !== undefined && (await works(context, handedOut))) return handedOut;
  const { key } = await createApiKey(context, { name: "Demo", scopes: SCOPES });
  return key;
}

async function works({ db, tenantId }: Context, key: string): Promise<boolean> {
  const rows = await asOperator(db, (tx) =>
    tx
      .select({ id: apiKeys.id })
      .from(apiKeyHashes)
      .innerJoin(
        apiKeys,
        and(eq(apiKeys.organizationId, apiKeyHashes.organizationId), eq(apiKeys.id, apiKeyHashes.apiKeyId)),
      )
      .where(
        and(
          eq(apiKeyHashes.hash, hashApiKey(key)),
          eq(apiKeyHashes.organizationId, tenantId),
          isNull(apiKeys.revokedAt),
        ),
      ),
  );
  return rows.length > 0;
}

/** The meters that a data set needs besides the built-in ones. */
export async function seedMeters(context: Context, meters: readonly SeedMeter[]): Promise<void> {
  if (meters.length === 0) return;
  const present = new Set((await listMeters(context)).map(({ key }) => key));
  for (const meter of meters) if (!present.has(meter.key)) await createMeter(context, meter);
}
