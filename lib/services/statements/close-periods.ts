import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { organizations, statements } from "@/db/schema";
import { readAsTenant, writeAsTenant } from "@/db/scope";
import { tenantColumns, toTenant } from "@/lib/auth/tenant";
import type { SpendBill } from "@/lib/contracts/spend-lines";
import { billingCalendar } from "@/lib/domain/quota/window";
import { type BillingPeriod, periodAt } from "@/lib/domain/spend/billing-periods";
import { freezeBook, freezeKeys } from "@/lib/domain/spend/frozen";
import type { Tenant, TenantId } from "@/lib/domain/viewer";
import { env } from "@/lib/env";
import { NotFoundError } from "@/lib/errors";
import { type ClosedPeriod, selectClosedPeriods } from "@/lib/selectors/spend/select-statements";
import { readOpenBill } from "@/lib/services/spend/read-open-bill";
import { usageReader } from "@/lib/services/usage/usage-reader";

const DAY_MS = 86_400_000;

/**
 * Closes an organization's periods that ended before the days of grace, in order, and gives the numbers of their
 * statements. The first one holds the day on which the organization was made: what is older was never billed.
 */
export async function closePeriods(context: Context): Promise<number[]> {
  const numbers: number[] = [];
  while (await isDue(context)) {
    const number = await closeNext(context);
    if (number === undefined) break;
    numbers.push(number);
  }
  return numbers;
}

/** Looks without a lock, which every ingest would wait for. */
function isDue({ db, tenantId, now }: Context): Promise<boolean> {
  return readAsTenant(db, tenantId, async (tx) => {
    const closed = await selectClosedPeriods(tx, tenantId);
    const { tenant, createdAt } = await readOrganization(tx, tenantId);
    return duePeriod(tenant, { createdAt, closed, now }) !== undefined;
  });
}

/**
 * Closes the next period. The lock on the organization's row waits for every ingest under way, so that what was recorded
 * by `closed_at` is exactly what the statement counts.
 */
function closeNext({ db, tenantId, now }: Context): Promise<number | undefined> {
  return writeAsTenant(db, tenantId, async (tx) => {
    await tx.execute(sql`select from organizations where id = ${tenantId} for update`);
    const { tenant, createdAt } = await readOrganization(tx, tenantId);
    const closed = await selectClosedPeriods(tx, tenantId);
    const period = duePeriod(tenant, { createdAt, closed, now });
    if (!period) return undefined;
    const { answer, keys, book } = await readOpenBill(
      await usageReader(tx, tenantId),
      tenant,
      period,
      closed,
    );
    const number = Math.max(0, ...closed.map((one) => one.number)) + 1;
    await tx.insert(statements).values({
      ...{ organizationId: tenantId, number, periodStart: period.from, periodEnd: period.to },
      ...{ closedAt: sql`clock_timestamp()`, currency: answer.currency, total: answer.total },
      bill: toStatementBill(answer, tenant, number),
      keys: freezeKeys(keys),
      book: freezeBook(book),
    });
    return number;
  });
}

/** What a statement keeps: the answer, and whose it was then. */
function toStatementBill(answer: SpendBill, { name, slug, customerId, timezone }: Tenant, number: number) {
  const organization = { name, slug, customer_id: customerId, timezone };
  return { ...answer, status: "closed", statement: number, organization };
}

type Closing = { createdAt: Date; closed: readonly ClosedPeriod[]; now: Date };

function duePeriod(tenant: Tenant, { createdAt, closed, now }: Closing): BillingPeriod | undefined {
  const period = periodAt(closed.at(-1)?.to ?? createdAt, billingCalendar(tenant), closed);
  const closesAt = period.to.getTime() + env().BILLING_GRACE_DAYS * DAY_MS;
  return closesAt <= now.getTime() ? period : undefined;
}

async function readOrganization(tx: Db, tenantId: TenantId): Promise<{ tenant: Tenant; createdAt: Date }> {
  const [row] = await tx
    .select({ ...tenantColumns, createdAt: organizations.createdAt })
    .from(organizations)
    .where(eq(organizations.id, tenantId));
  if (!row) throw new NotFoundError();
  const { createdAt, ...tenant } = row;
  return { tenant: toTenant(tenant), createdAt };
}
