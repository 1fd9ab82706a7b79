import "server-only";
import { archivedFacts, spansWithin } from "@/lib/domain/archived-spans";
import { creditRules } from "@/lib/domain/credits";
import { isAdditive } from "@/lib/domain/meters";
import { CREDITS_KEY } from "@/lib/domain/rating/price";
import type { PriceBook } from "@/lib/domain/rating/price-book";
import type { RatedPeriod } from "@/lib/domain/spend/pieces";
import type { UsageReader } from "@/lib/services/usage/usage-reader";
import { creditRates } from "@/lib/services/usage-events/credit-rates";

type Archiving = Pick<UsageReader, "archived" | "meters">;

/** Whether events of a period are archived or deleted: all of them, or those of some facts. */
export function isArchived(
  { archived }: Pick<UsageReader, "archived">,
  { from, to }: Pick<RatedPeriod, "from" | "to">,
  facts?: readonly string[],
): boolean {
  return spansWithin(archived, { start: from, end: to }, facts).length > 0;
}

/** Whether what a key came to in a period can still be told: what single events are needed for, only while they are there. */
export function isAnswerable(reader: Archiving, period: RatedPeriod, key: string): boolean {
  if (key === CREDITS_KEY)
    return !isArchived(
      reader,
      period,
      creditRules(creditRates()).map(({ meter }) => meter),
    );
  const meter = reader.meters.find((one) => one.key === key);
  return !meter || isAdditive(meter) || !isArchived(reader, period, archivedFacts([meter]));
}

/** The prices of a period whose keys can still be told. */
export function answerableBook(reader: Archiving, period: RatedPeriod): PriceBook {
  return new Map([...period.book].filter(([key]) => isAnswerable(reader, period, key)));
}
