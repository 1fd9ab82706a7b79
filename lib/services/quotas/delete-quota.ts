import "server-only";
import { and, eq } from "drizzle-orm";
import type { Context } from "@/db/context";
import { quotas } from "@/db/schema";
import { writeAsTenant } from "@/db/scope";
import type { QuotaDeleteInput } from "@/lib/contracts/quotas";
import { NotFoundError } from "@/lib/errors";

/** Removes an organization's own quotas of a meter; its plan's hold again. 404 where there is none. */
export async function deleteQuota(
  { db, tenantId }: Context,
  { usage_type, period }: QuotaDeleteInput,
): Promise<undefined> {
  const { rowCount } = await writeAsTenant(db, tenantId, (tx) =>
    tx
      .delete(quotas)
      .where(
        and(
          eq(quotas.organizationId, tenantId),
          eq(quotas.usageType, usage_type),
          period ? eq(quotas.period, period) : undefined,
        ),
      ),
  );
  if (!rowCount) throw new NotFoundError();
}
