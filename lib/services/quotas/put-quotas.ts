import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/db/context";
import { quotas } from "@/db/schema";
import { writeAsTenant } from "@/db/scope";
import type { Quotas, QuotasPutInput } from "@/lib/contracts/quotas";
import { InvalidInput } from "@/lib/domain/invalid-input";
import { listMeters } from "@/lib/services/meters/list-meters";
import { listQuotas } from "@/lib/services/quotas/list-quotas";
import { findMeters } from "@/lib/services/usage/usage-question";

/** Sets an organization's own quotas, all or none of those given, and answers with every quota. */
export async function putQuotas(context: Context, { body }: QuotasPutInput): Promise<Quotas> {
  const { db, tenantId, now } = context;
  const known = await listMeters(context);
  const rows = body.map(({ usage_type: usageType, period, limit, hard }, at) => {
    findMeters(known, [usageType], `${at}.usage_type`);
    return { organizationId: tenantId, usageType, period, limit, hard, updatedAt: now };
  });
  refuseTwice(body);
  // One order for everybody: two callers never wait for each other.
  rows.sort((a, b) => (`${a.usageType} ${a.period}` < `${b.usageType} ${b.period}` ? -1 : 1));
  await writeAsTenant(db, tenantId, (tx) =>
    tx
      .insert(quotas)
      .values(rows)
      .onConflictDoUpdate({
        target: [quotas.organizationId, quotas.usageType, quotas.period],
        set: {
          limit: sql`excluded."limit"`,
          hard: sql`excluded.hard`,
          updatedAt: sql`excluded.updated_at`,
        },
      }),
  );
  return listQuotas(context);
}

function refuseTwice(body: QuotasPutInput["body"]): void {
  const seen = new Set<string>();
  for (const [at, { usage_type, period }] of body.entries()) {
    const key = `${usage_type} ${period}`;
    if (seen.has(key))
      throw new InvalidInput(
        "invalid_parameter",
        `${at}.usage_type`,
        "has a quota for this period in the list already",
      );
    seen.add(key);
  }
}
