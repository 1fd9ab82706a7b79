import { InvalidArgumentError } from "commander";
import { calendarDay } from "@/lib/contracts/common";
import { exactNumber } from "@/lib/domain/exact-number";
import type { Pair } from "@/lib/domain/files/import-plan";
import { parseInstant } from "@/lib/domain/instant";
import { isTimeZone } from "@/lib/domain/time-zones";

/** Parsers of option values: what they refuse is told in a sentence, with exit code 2. */

export function oneOf<T extends string>(
  choices: readonly T[],
  refusals: Readonly<Record<string, string>> = {},
) {
  return (text: string): T => {
    const found = choices.find((choice) => choice === text);
    if (found) return found;
    throw new InvalidArgumentError(refusals[text] ?? `It must be one of ${choices.join(", ")}.`);
  };
}

/** `left=right`; the last sign parts them, so that a column's name may hold one. */
export function pairs(form: string) {
  return (text: string, previous: readonly Pair[] = []): Pair[] => {
    const at = text.lastIndexOf("=");
    if (at < 1 || at === text.length - 1) throw new InvalidArgumentError(`It must be written as ${form}.`);
    return [...previous, { left: text.slice(0, at), right: text.slice(at + 1) }];
  };
}

/** `left=right` or `left=`: the first sign parts them, so that a value may hold one or be empty. */
export function valuePairs(form: string) {
  return (text: string, previous: readonly Pair[] = []): Pair[] => {
    const at = text.indexOf("=");
    if (at < 1) throw new InvalidArgumentError(`It must be written as ${form}.`);
    return [...previous, { left: text.slice(0, at), right: text.slice(at + 1) }];
  };
}

export function wholeNumber(text: string): number {
  if (!/^-?\d{1,4}$/.test(text)) throw new InvalidArgumentError("It must be a whole number.");
  return Number(text);
}

export function wholeNumberBetween(smallest: number, largest: number) {
  return (text: string): number => {
    const value = /^\d{1,10}$/.test(text) ? Number(text) : -1;
    if (value < smallest || value > largest)
      throw new InvalidArgumentError(`It must be a whole number from ${smallest} to ${largest}.`);
    return value;
  };
}

export function timeZone(text: string): string {
  if (!isTimeZone(text)) throw new InvalidArgumentError("It must be a time zone such as Europe/Berlin.");
  return text;
}

export function nonEmpty(text: string): string {
  if (text.trim() === "") throw new InvalidArgumentError("It must not be empty.");
  return text;
}

export function day(text: string): string {
  const isDay = calendarDay.safeParse(text).success;
  if (!isDay) throw new InvalidArgumentError("It must be a day such as 2026-11-01.");
  return text;
}

/** An exact decimal as it was written, not a float. */
export function decimal(text: string): string {
  const exact = exactNumber(text);
  if ("decimal" in exact) return exact.decimal;
  throw new InvalidArgumentError("It must be a decimal number such as 12.5.");
}

export function instant(text: string): string {
  if (parseInstant(text)) return text;
  throw new InvalidArgumentError("It must be an instant with its offset such as 2026-11-01T00:00:00Z.");
}

/** A number of days, written as `90d`. */
export function days(text: string): number {
  const value = /^\d{1,5}d$/.test(text) ? Number(text.slice(0, -1)) : 0;
  if (value < 1 || value > 36_500) throw new InvalidArgumentError("It must be a number of days such as 90d.");
  return value;
}
