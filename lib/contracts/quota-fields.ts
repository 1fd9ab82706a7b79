import * as z from "zod";
import { decimal, utcInstant } from "@/lib/contracts/common";
import { exactNumber } from "@/lib/domain/exact-number";
import { QUOTA_PERIODS } from "@/lib/domain/quota/quota";

/** A quantity or an amount as callers send it, made canonical; JSON numbers mean their shortest decimal. */
export const sentDecimal = z
  .codec(z.union([z.string(), z.number()]), decimal, {
    decode: (sent, context) => {
      const exact = exactNumber(sent);
      if ("decimal" in exact) return exact.decimal;
      context.issues.push({ code: "custom", input: sent, message: exact.detail });
      return z.NEVER;
    },
    encode: (value) => value,
  })
  .meta({ override: { type: "string" }, description: "An exact decimal number as text", example: "12.5" });

/** The same, of 0 or more. */
export const sentAmount = sentDecimal.refine((text) => !text.startsWith("-"), "must be 0 or more");

export const quotaPeriod = z
  .enum(QUOTA_PERIODS)
  .meta({ id: "QuotaPeriod", description: "In the organization's billing zone" });

/** What every limit says about its current period. */
export const limitState = {
  period_start: utcInstant.describe("The current period's start"),
  period_end: utcInstant.describe("Its end, excluded"),
  used: decimal,
  ratio: decimal.nullable().describe("Used divided by the limit; null without a limit, or where it is 0"),
};
