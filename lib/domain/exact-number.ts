import Big from "big.js";

/** Longer numbers are refused: no meter needs them, and every sum would carry their digits for ever. */
export const MAX_DIGITS = 60;
/** The largest value of a 64-bit integer column. */
const MAX_INT8 = 9_223_372_036_854_775_807n;

export type ExactNumber =
  | { decimal: string }
  | { refusal: "invalid_value" | "number_not_exact"; detail: string };

const DECIMAL = /^-?\d+(\.\d+)?$/;
const CANONICAL = /^(?!-0$)-?(0|[1-9]\d*)(\.\d*[1-9])?$/;
const refuse = (detail: string): ExactNumber => ({ refusal: "invalid_value", detail });

/**
 * The exact decimal that a JSON value means: text as it stands, a JSON number by its shortest decimal. Numbers
 * beyond ±(2^53−1) have lost digits before we see them and are refused, as are exponents in text.
 */
export function exactNumber(value: unknown): ExactNumber {
  if (typeof value === "string") return exactText(value);
  if (typeof value !== "number") return refuse("must be a number or a numeric string");
  if (!(Math.abs(value) <= Number.MAX_SAFE_INTEGER))
    return { refusal: "number_not_exact", detail: "is too large for an exact JSON number: send a string" };
  return exactText(Number.isInteger(value) ? String(value) : new Big(value).toFixed());
}

function exactText(text: string): ExactNumber {
  if (text.length > MAX_DIGITS + 2 || text.replace(/\D/g, "").length > MAX_DIGITS)
    return refuse(`must have at most ${MAX_DIGITS} digits`);
  if (CANONICAL.test(text)) return { decimal: text };
  if (!DECIMAL.test(text)) return refuse("must be a plain decimal number such as 12.5, without an exponent");
  const decimal = new Big(text).toFixed();
  return { decimal: decimal === "-0" ? "0" : decimal };
}

/** The same for sizes: whole numbers from 0 to the largest 64-bit integer. */
export function exactSize(value: unknown): ExactNumber {
  const exact = exactNumber(value);
  if ("refusal" in exact) return exact;
  if (/[-.]/.test(exact.decimal)) return refuse("must be a whole number of 0 or more");
  return BigInt(exact.decimal) > MAX_INT8 ? refuse(`must be at most ${MAX_INT8}`) : exact;
}
