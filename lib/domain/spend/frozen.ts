import { addDecimals } from "@/lib/domain/decimal";
import type { Price } from "@/lib/domain/rating/price";
import type { BookSegment, PriceBook } from "@/lib/domain/rating/price-book";
import { type BilledKey, type BilledQuantity, dueOf } from "./bill";

/** What a closed period holds of each key and currency, as it is stored. */
export type FrozenKeys = readonly (BilledQuantity & { usageType: string; currency: string })[];

type FrozenSegment = {
  start: string;
  end: string;
  price: Price;
  priceId: string;
  validFrom: string;
  plan: string | null;
};
/** The prices of a closed period as they are stored: instants are text. */
export type FrozenBook = readonly { usageType: string; segments: readonly FrozenSegment[] }[];

/** What is kept of the rated keys of a period that is closed. */
export function freezeKeys(keys: readonly BilledKey[]): FrozenKeys {
  return keys.map((key) => ({ usageType: key.usageType, currency: key.currency, ...billedQuantity(key) }));
}

/** The quantities of a key's lines together, and what it costs with minimum and maximum. */
export function billedQuantity(key: BilledKey): BilledQuantity {
  return {
    quantity: addDecimals(key.lines.map((line) => line.quantity)),
    billableQuantity: addDecimals(key.lines.map((line) => line.billableQuantity)),
    due: dueOf(key),
  };
}

/** The prices of a period as they are kept. */
export function freezeBook(book: PriceBook): FrozenBook {
  return [...book].map(([usageType, segments]) => ({
    usageType,
    segments: segments.map(({ start, end, validFrom, ...rest }) => ({
      ...rest,
      start: start.toISOString(),
      end: end.toISOString(),
      validFrom: validFrom.toISOString(),
    })),
  }));
}

/** The prices of a closed period as they were when it was closed. */
export function thawBook(frozen: FrozenBook): PriceBook {
  return new Map(
    frozen.map(({ usageType, segments }) => [
      usageType,
      segments.map(
        ({ start, end, validFrom, ...rest }): BookSegment => ({
          ...rest,
          start: new Date(start),
          end: new Date(end),
          validFrom: new Date(validFrom),
        }),
      ),
    ]),
  );
}
