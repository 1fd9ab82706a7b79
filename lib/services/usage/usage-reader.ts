import "server-only";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { readAsTenant } from "@/db/scope";
import { factsOf, fillBuckets, type Lines } from "@/lib/domain/fill";
import type { Meter } from "@/lib/domain/meters";
import { planUsage } from "@/lib/domain/planner";
import type { UsageQuery } from "@/lib/domain/usage-query";
import type { TenantId } from "@/lib/domain/viewer";
import { selectMeters } from "@/lib/selectors/meters/select-meters";
import { selectBillingTimezone } from "@/lib/selectors/usage/select-billing-timezone";
import { selectUsageBuckets, type WantedKeys } from "@/lib/selectors/usage/select-usage-buckets";
import { selectUsageTotals } from "@/lib/selectors/usage/select-usage-totals";
import type { UsageRead } from "@/lib/selectors/usage/usage-rows";

/** One snapshot of an organization's usage, with what every question about it needs to know. */
export type UsageReader = { tx: Db; tenantId: TenantId; meters: Meter[]; billingTimezone: string };

/** Answers from one snapshot, so that all numbers of an answer agree with each other. */
export function readUsage<T>(
  { db, tenantId }: Context,
  work: (reader: UsageReader) => Promise<T>,
): Promise<T> {
  return readAsTenant(db, tenantId, async (tx) => {
    const billingTimezone = await selectBillingTimezone(tx, tenantId);
    const meters = await selectMeters(tx, tenantId);
    return work({ tx, tenantId, meters, billingTimezone });
  });
}

/** Plans a question within a snapshot. */
export function toRead({ tenantId, billingTimezone }: UsageReader, query: UsageQuery): UsageRead {
  return { tenantId, query, plan: planUsage(query, billingTimezone), facts: factsOf(query.meters) };
}

/** The whole range of each key, as lines of one bucket. */
export async function readTotals(reader: UsageReader, query: UsageQuery): Promise<Lines> {
  const rows = await selectUsageTotals(reader.tx, toRead(reader, query));
  return fillBuckets(rows, query.meters, 1);
}

/** Every bucket of the wanted keys. */
export async function readBuckets(
  reader: UsageReader,
  query: UsageQuery,
  wanted: WantedKeys,
): Promise<Lines> {
  const rows = await selectUsageBuckets(reader.tx, toRead(reader, query), wanted);
  return fillBuckets(rows, query.meters, query.spans.length);
}
