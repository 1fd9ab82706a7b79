import type { DimensionFilter } from "@/lib/domain/dimensions";

/** What is said of a value: wanted, or left out. */
export type Choice = "include" | "exclude";

const NO_VALUE = "~";

/**
 * A filter as the list of its members in the URL: `aws`, `!aws` for "not aws", `~` for "no value".
 * A value that itself begins with one of these signs gets a `~` before it.
 */
export function writeSelection(filter: DimensionFilter): string[] {
  return [
    ...filter.include.map((value) => writeValue(value)),
    ...filter.exclude.map((value) => `!${writeValue(value)}`),
  ];
}

function writeValue(value: string | null): string {
  if (value === null) return NO_VALUE;
  return /^[!~]/.test(value) ? `${NO_VALUE}${value}` : value;
}

/** Reads the members of a filter; empty ones are dropped, and the first word on a value counts. */
export function readSelection(members: readonly string[]): DimensionFilter {
  return members.reduce<DimensionFilter>((filter, member) => {
    const excluded = member.startsWith("!");
    const text = excluded ? member.slice(1) : member;
    const value = readValue(text);
    if (text === "" || choiceOf(filter, value) !== null) return filter;
    return withChoice(filter, value, excluded ? "exclude" : "include");
  }, EMPTY_SELECTION);
}

function readValue(text: string): string | null {
  if (text === NO_VALUE) return null;
  return text.startsWith(NO_VALUE) ? text.slice(1) : text;
}

export const EMPTY_SELECTION: DimensionFilter = { include: [], exclude: [] };

export const isEmptySelection = (filter: DimensionFilter): boolean =>
  filter.include.length === 0 && filter.exclude.length === 0;

/** What a filter says of a value; null when nothing. */
export function choiceOf(filter: DimensionFilter, value: string | null): Choice | null {
  if (filter.include.includes(value)) return "include";
  return filter.exclude.includes(value) ? "exclude" : null;
}

/** The filter with another choice for one value; null takes the value out of it. */
export function withChoice(
  filter: DimensionFilter,
  value: string | null,
  choice: Choice | null,
): DimensionFilter {
  const rest = {
    include: filter.include.filter((other) => other !== value),
    exclude: filter.exclude.filter((other) => other !== value),
  };
  return choice === null ? rest : { ...rest, [choice]: [...rest[choice], value] };
}
