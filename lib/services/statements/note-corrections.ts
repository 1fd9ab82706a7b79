import "server-only";
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { spendCorrections } from "@/db/schema";
import { readAsTenant, writeAsTenant } from "@/db/scope";
import { addDecimals } from "@/lib/domain/decimal";
import { type BilledQuantity, billedDifference, type Correction } from "@/lib/domain/spend/bill";
import { billedQuantity } from "@/lib/domain/spend/frozen";
import type { TenantId } from "@/lib/domain/viewer";
import { selectCorrections } from "@/lib/selectors/spend/select-corrections";
import { type ClosedPeriod, selectClosedPeriods } from "@/lib/selectors/spend/select-statements";
import { answerableBook } from "@/lib/services/spend/answerable-book";
import { readBilledKeys } from "@/lib/services/spend/read-bill";
import { type UsageReader, usageReader } from "@/lib/services/usage/usage-reader";

/** How many of the last closed periods are looked at: what comes for older ones has been too late for a year. */
const LOOKED_AT = 13;

type Difference = Omit<Correction, "corrects" | "noticedAt"> & { statement: number };

/**
 * Notes how far closed periods would cost more or less with what is recorded by now, beyond the corrections noted
 * before: money of the period that holds the context's `now`. Yields how many corrections there were.
 */
export async function noteCorrections({ db, tenantId, now }: Context): Promise<number> {
  const found = await readAsTenant(db, tenantId, (tx) => readDifferences(tx, tenantId));
  if (found.length === 0) return 0;
  return writeAsTenant(db, tenantId, async (tx) => {
    // Of two that notice the same, the second finds it noted.
    await tx.execute(sql`select from organizations where id = ${tenantId} for update`);
    const differences = await readDifferences(tx, tenantId);
    if (differences.length === 0) return 0;
    const rows = differences.map((one) => ({
      ...{ organizationId: tenantId, id: randomUUID(), noticedAt: now, ...one },
    }));
    await tx.insert(spendCorrections).values(rows);
    return rows.length;
  });
}

async function readDifferences(tx: Db, tenantId: TenantId): Promise<Difference[]> {
  const closed = (await selectClosedPeriods(tx, tenantId)).slice(-LOOKED_AT);
  if (closed.length === 0) return [];
  const reader = await usageReader(tx, tenantId);
  const noted = await selectCorrections(tx, tenantId, { statements: closed.map(({ number }) => number) });
  return findDifferences(reader, closed, noted);
}

async function findDifferences(
  reader: UsageReader,
  closed: readonly ClosedPeriod[],
  noted: readonly Correction[],
): Promise<Difference[]> {
  // What single events are needed for cannot be told any more once they are archived: then nothing of it is late.
  const open = closed.map((period) => ({ ...period, book: answerableBook(reader, period), asOf: null }));
  const current = await readBilledKeys(reader, open);
  return closed.flatMap((period, index) =>
    (current[index] ?? []).flatMap((key) => {
      const { usageType, currency } = key;
      const before = knownOf(period, noted, { usageType, currency });
      const difference = billedDifference(billedQuantity(key), before);
      return difference ? [{ usageType, currency, statement: period.number, ...difference }] : [];
    }),
  );
}

/** What a closed period and its corrections hold of a key. */
function knownOf(
  { number, keys }: ClosedPeriod,
  noted: readonly Correction[],
  { usageType, currency }: { usageType: string; currency: string },
): BilledQuantity {
  const same = (one: { usageType: string; currency: string }) =>
    one.usageType === usageType && one.currency === currency;
  const frozen = keys.find(same) ?? { quantity: "0", billableQuantity: "0", due: "0" };
  const own = noted.filter((one) => one.corrects.statement === number && same(one));
  return {
    quantity: addDecimals([frozen.quantity, ...own.map((one) => one.quantity)]),
    billableQuantity: addDecimals([frozen.billableQuantity, ...own.map((one) => one.billableQuantity)]),
    due: addDecimals([frozen.due, ...own.map(({ amount }) => amount)]),
  };
}
