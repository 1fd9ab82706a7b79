import "server-only";
import { correctionLines } from "@/lib/domain/spend/correction-lines";
import type { SpendLine } from "@/lib/domain/spend/spend-lines";
import type { KeyDimension, Span } from "@/lib/domain/usage-query";
import { selectCorrections } from "@/lib/selectors/spend/select-corrections";
import type { UsageReader } from "@/lib/services/usage/usage-reader";

type Question = {
  cells: readonly Span[];
  dimensions: readonly KeyDimension[];
  /** Whether a key's money is asked for. */
  wanted: (key: string) => boolean;
  asOf: Date | null;
};

/** The corrections of closed periods that were noticed in some cells, as their money. */
export async function readCorrections(
  { tx, tenantId }: UsageReader,
  { cells, dimensions, wanted, asOf }: Question,
): Promise<SpendLine[]> {
  const [first, last] = [cells[0], cells.at(-1)];
  if (!first || !last) return [];
  const found = await selectCorrections(tx, tenantId, { from: first.start, to: last.end });
  const counted = found.filter((one) => wanted(one.usageType) && (asOf === null || one.noticedAt <= asOf));
  return correctionLines(counted, cells, dimensions.length);
}
