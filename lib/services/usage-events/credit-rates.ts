import "server-only";
import type { CreditRates } from "@/lib/domain/credits";
import { env } from "@/lib/env";

/** What a credit is worth in this installation. */
export function creditRates(): CreditRates {
  const settings = env();
  return {
    tokensPerCredit: settings.TOKENS_PER_CREDIT,
    creditsPerComputeMinute: settings.CREDITS_PER_COMPUTE_MINUTE,
    creditsPerGbMonth: settings.CREDITS_PER_GB_MONTH,
    gbHoursPerGbMonth: settings.GB_HOURS_PER_GB_MONTH,
  };
}
