import "server-only";
import { addDecimals, plus } from "@/lib/domain/decimal";
import { pricedKeys } from "@/lib/domain/spend/priced-keys";
import { filterLines } from "@/lib/domain/spend/spend-series";
import type { KeyDimension } from "@/lib/domain/usage-query";
import type { Tenant } from "@/lib/domain/viewer";
import { readCorrections } from "@/lib/services/spend/read-corrections";
import { readSpendLines } from "@/lib/services/spend/read-spend-lines";
import { readSpendPeriods } from "@/lib/services/spend/read-spend-periods";
import type { UsageReader } from "@/lib/services/usage/usage-reader";

/** The money of one key or of all (null), of one team or of all (null), in a half-open window. */
export type SpentQuestion = { usageType: string | null; teamId: string | null; from: Date; to: Date };

/**
 * What was spent in a window, by currency: the spend series' total of the same range, before minimum, maximum, discounts
 * and credits. A currency in which nothing was spent may be missing; a key without a price has none.
 */
export async function readSpent(
  reader: UsageReader,
  tenant: Tenant,
  { usageType, teamId, from, to }: SpentQuestion,
): Promise<ReadonlyMap<string, string>> {
  const periods = await readSpendPeriods(reader, tenant, { from, to });
  const keys = usageType === null ? pricedKeys(periods) : [usageType];
  const dimensions: KeyDimension[] = teamId === null ? [] : ["team"];
  const cells = from < to ? [{ start: from, end: to }] : [];
  const wanted = (key: string) => usageType === null || key === usageType;
  const corrections = await readCorrections(reader, { cells, dimensions, wanted, asOf: null });
  const rated = await readSpendLines(reader, { periods, keys, cells, dimensions });
  const lines = [...rated, ...corrections];
  const filter = { include: [teamId], exclude: [] };
  const own = filterLines(lines, dimensions, teamId === null ? {} : { team: filter });
  const spent = new Map<string, string>();
  for (const { currency, amounts } of own)
    spent.set(currency, plus(spent.get(currency) ?? "0", addDecimals(amounts)));
  return spent;
}
