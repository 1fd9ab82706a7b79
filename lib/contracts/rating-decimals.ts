import * as z from "zod";
import { toDecimal } from "@/lib/domain/decimal";

const EXAMPLE = '"0.05"';
const PLAIN = /^-?\d+(\.\d+)?$/;
const MAX_WHOLE_DIGITS = 40;
const MAX_PLACES = 20;

function decimalFault(text: string): string | undefined {
  if (!PLAIN.test(text)) return `must be plain decimal digits such as ${EXAMPLE}`;
  const [whole = "", places = ""] = text.replace("-", "").split(".");
  if (whole.length > MAX_WHOLE_DIGITS || places.length > MAX_PLACES)
    return `must have at most ${MAX_WHOLE_DIGITS} digits before the point and ${MAX_PLACES} after it`;
  return undefined;
}

/** Exact decimal text, also with trailing zeros, which are dropped. JSON numbers are floats, and refused. */
export const decimalText = z
  .string({
    error: ({ input }) =>
      typeof input === "number"
        ? `must be a decimal string such as ${EXAMPLE}, not a JSON number: those are floats`
        : input === undefined
          ? "is needed"
          : `must be a decimal string such as ${EXAMPLE}`,
  })
  .superRefine((text, context) => {
    const message = decimalFault(text);
    // Nothing looks further at what is no number.
    if (message !== undefined) context.addIssue({ code: "custom", message, continue: false });
  })
  .overwrite(toDecimal)
  .meta({ pattern: PLAIN.source, example: "0.05" });

/** An amount or a number of units: exact, and not below zero. */
export const amountText = decimalText.refine((text) => !text.startsWith("-"), "must not be negative");

/** What something is divided by, or counted in: above zero. */
export const positiveText = decimalText.refine(
  (text) => !text.startsWith("-") && /[1-9]/.test(text),
  "must be above 0",
);
