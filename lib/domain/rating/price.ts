export const PRICE_MODELS = [
  "flat",
  "unit",
  "graduated",
  "volume",
  "package",
  "percentage",
  "graduated_percentage",
] as const;
export type PriceModelName = (typeof PRICE_MODELS)[number];

/** A price-only key: the sum of the events' credits. */
export const CREDITS_KEY = "credits";

/** Up to and with `upTo` units (null: without end) a unit price, and a flat amount once the tier is reached. */
export type UnitTier = { upTo: string | null; unitAmount: string; flatAmount: string };
export type PercentTier = { upTo: string | null; ratePercent: string; flatAmount: string };

/** How a price turns billable units into money. All numbers are exact decimal text, none is negative. */
export type PriceModel =
  | { model: "flat"; amount: string }
  | { model: "unit"; unitAmount: string }
  | { model: "graduated" | "volume"; tiers: readonly UnitTier[] }
  | { model: "package"; amount: string; packageSize: string; freeUnits: string }
  | { model: "percentage"; rate: string; fixedAmount: string; freeUnits: string }
  | { model: "graduated_percentage"; tiers: readonly PercentTier[] };

/** What every price has, whatever its model. */
export type PriceTerms = {
  currency: string;
  /** Unit amounts are for this many units: 0.05 per 3600 seconds. */
  per: string;
  /** Units of a period that cost nothing. */
  included: string;
  /** Least and most of a period, adjusted after the lines; null for none. */
  minimumAmount: string | null;
  maximumAmount: string | null;
  /** Whether a period without usage pays fixed amounts and the minimum. */
  chargeZero: boolean;
};

export type Price = PriceTerms & PriceModel;
