import Big from "big.js";
import { addDecimals, toDecimal } from "@/lib/domain/decimal";

/** What a credit is worth, as decimal texts above 0. */
export type CreditRates = {
  tokensPerCredit: string;
  creditsPerComputeMinute: string;
  creditsPerGbMonth: string;
  gbHoursPerGbMonth: string;
};

/** The parts of an event's credits, each to 6 places, and their sum. */
export type Credits = { ai_tokens: string; compute: string; storage: string; total: string };
export type CreditPart = Exclude<keyof Credits, "total">;

export const CREDIT_PLACES = 6;

/** How much one unit of a meter adds to its part: `times` credits for every `per` units. */
export type CreditRule = { meter: string; part: CreditPart; times: string; per: string };

const CREDITED = ["ai_tokens", "compute", "storage_hours"];

/** The meters that are worth credits: tokens, compute seconds and GB-hours. */
export function creditRules(rates: CreditRates): CreditRule[] {
  return [
    { meter: "ai_tokens", part: "ai_tokens", times: "1", per: rates.tokensPerCredit },
    { meter: "compute", part: "compute", times: rates.creditsPerComputeMinute, per: "60" },
    {
      meter: "storage_hours",
      part: "storage",
      times: rates.creditsPerGbMonth,
      per: rates.gbHoursPerGbMonth,
    },
  ];
}

/** The credits of one event by the meters it feeds: each part rounds half away from zero, the total is their sum. */
export function eventCredits(quantities: Readonly<Record<string, string>>, rates: CreditRates): Credits {
  const parts = { ai_tokens: "0", compute: "0", storage: "0" };
  if (!CREDITED.some((meter) => meter in quantities)) return { ...parts, total: "0" };
  for (const rule of creditRules(rates)) {
    const quantity = quantities[rule.meter];
    if (quantity !== undefined) parts[rule.part] = creditsOf(quantity, rule);
  }
  return { ...parts, total: addDecimals(Object.values(parts)) };
}

/** Divides once, with the places that are kept, so that nothing is rounded twice. */
function creditsOf(quantity: string, { times, per }: CreditRule): string {
  return toDecimal(new Division(quantity).times(times).div(per).toFixed());
}

const Division = Big();
Division.DP = CREDIT_PLACES;
Division.RM = Big.roundHalfUp;
