import "server-only";
import { randomUUID } from "node:crypto";
import { and, asc, eq, gt, inArray, lte } from "drizzle-orm";
import type { Db } from "@/db/client";
import { quotaClaims, quotaLedgers } from "@/db/schema";
import { addDecimals, subtractDecimals, toDecimal } from "@/lib/domain/decimal";
import { type Claim, settleClaims } from "@/lib/domain/quota/claims";
import type { Quota } from "@/lib/domain/quota/quota";
import type { TenantId } from "@/lib/domain/viewer";

/** The ledger of one quota in one transaction. */
export type LedgerKey = { tx: Db; tenantId: TenantId; quota: Quota };

/**
 * Waits for its turn on a quota: whoever holds the ledger's row is alone until the end of its transaction. Answers
 * with what had been used at the last turn; "0" where that was in another period.
 */
export async function lockLedger({ tx, tenantId, quota }: LedgerKey, periodStart: Date): Promise<string> {
  const { usageType, period } = quota;
  await tx
    .insert(quotaLedgers)
    .values({ organizationId: tenantId, usageType, period, periodStart, seenUsed: "0" })
    .onConflictDoNothing();
  const [ledger] = await tx
    .select({ periodStart: quotaLedgers.periodStart, seenUsed: quotaLedgers.seenUsed })
    .from(quotaLedgers)
    .where(ledgerOf(tenantId, quota))
    .for("update");
  return ledger?.periodStart.getTime() === periodStart.getTime() ? toDecimal(ledger.seenUsed) : "0";
}

/** Settles the claims on a locked ledger by what was used since, and answers with what is still held. */
export async function settleLedger(
  key: LedgerKey,
  { seenUsed, used, periodStart, now }: { seenUsed: string; used: string; periodStart: Date; now: Date },
): Promise<string> {
  const { tx, tenantId, quota } = key;
  const ours = claimsOf(tenantId, quota);
  await tx.delete(quotaClaims).where(and(ours, lte(quotaClaims.expiresAt, now)));
  const claims: Claim[] = await tx
    .select({ id: quotaClaims.id, quantity: quotaClaims.quantity })
    .from(quotaClaims)
    .where(and(ours, gt(quotaClaims.expiresAt, now)))
    .orderBy(asc(quotaClaims.claimedAt), asc(quotaClaims.id));
  const { left, gone, shrunk } = settleClaims(claims, subtractDecimals(used, seenUsed));
  if (gone.length > 0) await tx.delete(quotaClaims).where(and(ours, inArray(quotaClaims.id, gone)));
  if (shrunk)
    await tx
      .update(quotaClaims)
      .set({ quantity: shrunk.quantity })
      .where(and(ours, eq(quotaClaims.id, shrunk.id)));
  if (seenUsed !== used)
    await tx.update(quotaLedgers).set({ periodStart, seenUsed: used }).where(ledgerOf(tenantId, quota));
  return addDecimals(left.map(({ quantity }) => quantity));
}

/** Holds an allowed quantity against a quota until events bring it, or until it expires. */
export async function claimQuota(
  { tx, tenantId, quota }: LedgerKey,
  claim: { quantity: string; claimedAt: Date; expiresAt: Date },
): Promise<void> {
  const { usageType, period } = quota;
  await tx
    .insert(quotaClaims)
    .values({ organizationId: tenantId, usageType, period, id: randomUUID(), ...claim });
}

function ledgerOf(tenantId: TenantId, { usageType, period }: Quota) {
  return and(
    eq(quotaLedgers.organizationId, tenantId),
    eq(quotaLedgers.usageType, usageType),
    eq(quotaLedgers.period, period),
  );
}

function claimsOf(tenantId: TenantId, { usageType, period }: Quota) {
  return and(
    eq(quotaClaims.organizationId, tenantId),
    eq(quotaClaims.usageType, usageType),
    eq(quotaClaims.period, period),
  );
}
