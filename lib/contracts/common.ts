import * as z from "zod";
import type { InvalidCode } from "@/lib/domain/invalid-input";

/** A zod issue that carries the public error code of the contract. */
export const coded = (code: InvalidCode, message: string) => ({ params: { code }, message });

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

function isCalendarDay(text: string): boolean {
  const parts = DAY.exec(text);
  if (!parts) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** A calendar day as `YYYY-MM-DD`: never an instant. */
export const calendarDay = z
  .string()
  .refine(isCalendarDay, coded("invalid_date", "must be a calendar day such as 2026-11-01"))
  .meta({ format: "date", example: "2026-11-01" });

const INSTANT =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)?$/;

/** An RFC 3339 instant; without an offset it is read in the request's time zone. */
export const instant = z
  .string()
  .refine(
    (text) => isCalendarDay(text.slice(0, 10)) && INSTANT.test(text),
    coded("invalid_date", "must be an instant such as 2026-11-01T00:00:00Z"),
  )
  .meta({ format: "date-time", example: "2026-11-01T00:00:00Z" });

function isTimeZone(name: string): boolean {
  // Intl also takes offsets such as +02:00, which are no names of zones.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

export const timeZone = z
  .string()
  .refine(isTimeZone, coded("unknown_time_zone", "must be an IANA time zone such as Europe/Berlin"))
  .meta({ example: "Europe/Berlin" });

/** A JSON array in a query string, such as `["api","storage"]`. Empty = no filter. */
export function jsonList<T extends z.ZodType>(item: T) {
  return z
    .codec(z.string(), z.array(item).max(200), {
      decode: (text, context) => {
        try {
          const list: unknown = JSON.parse(text);
          if (Array.isArray(list)) return list as z.input<T>[];
        } catch {
          // Told below, like every other text that is no list.
        }
        context.issues.push({
          code: "custom",
          input: text,
          message: 'must be a JSON array such as ["a","b"]',
        });
        return z.NEVER;
      },
      encode: (list) => JSON.stringify(list),
    })
    .meta({ override: { type: "string", contentMediaType: "application/json" } });
}

/** Members of an open list; null selects what has no value. */
export const openValue = z
  .string()
  .min(1)
  .max(512)
  .refine((text) => !text.includes("\u0000"), "must not hold a zero byte")
  .nullable();

/** true and false as words in a query string. */
export const flag = z
  .codec(z.enum(["true", "false", "1", "0"]), z.boolean(), {
    decode: (text) => text === "true" || text === "1",
    encode: (value) => (value ? "true" : "false"),
  })
  .meta({ override: { type: "boolean", enum: undefined }, example: true });

/** A whole number in a query string. */
export const wholeNumber = (minimum: number, maximum: number) =>
  z
    .codec(
      z.string().regex(/^\d{1,9}$/, "must be a whole number"),
      z.number().int().min(minimum).max(maximum),
      { decode: Number, encode: String },
    )
    .meta({ override: { type: "integer", pattern: undefined, minimum, maximum }, example: minimum });

/** An exact decimal: no exponent, no trailing zeros, no -0. */
export const decimal = z
  .string()
  .regex(/^(?!-0$)-?(0|[1-9]\d*)(\.\d*[1-9])?$/)
  .meta({ id: "Decimal", description: "An exact decimal number as text", example: "12.5" });

/** A share in percent with exactly two digits. */
export const percentage = z
  .string()
  .regex(/^-?\d+\.\d{2}$/)
  .meta({ id: "Percentage", example: "33.33" });

export const utcInstant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
  .meta({ id: "Instant", format: "date-time", example: "2026-11-01T00:00:00.000Z" });

export const organizationId = z
  .string()
  .regex(/^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/)
  .meta({ id: "OrganizationId", format: "uuid", example: "0d9c1a52-7f3e-4c55-9d0b-6a1f2e3b4c5d" });

/** Whose data: for callers who belong to several organizations. */
export const chosenOrganization = organizationId
  .optional()
  .describe("Another organization of the caller's own; the active one, or the key's, unless given")
  .meta({ param: { example: "0d9c1a52-7f3e-4c55-9d0b-6a1f2e3b4c5d" } });

/** Several values of an open dimension. */
export const valueList = (sentence: string, ...example: string[]) =>
  jsonList(openValue)
    .optional()
    .describe(sentence)
    .meta({ example: JSON.stringify(example) });

/** One value of an open dimension. */
export const oneValue = (list: string, example: string) =>
  z
    .string()
    .min(1)
    .max(512)
    .optional()
    .describe(`One value, short for ${list}; all unless given`)
    .meta({ example });

/** Every read takes either days or instants; the service resolves them in the zone. */
export const rangeParameters = {
  start_date: calendarDay
    .optional()
    .describe("First day of the range, included; without any range the last 30 days, today included"),
  end_date: calendarDay
    .optional()
    .describe("Last day of the range, included; today unless given")
    .meta({ example: "2026-11-30" }),
  from: instant
    .optional()
    .describe(
      "Start of the range, included; needed beside to. Without an offset it is a local time: a repeated one means its first occurrence, a skipped one is moved on by the gap",
    ),
  to: instant
    .optional()
    .describe("End of the range, excluded; needed beside from")
    .meta({ example: "2026-12-01T00:00:00Z" }),
  timezone: timeZone.optional().describe("IANA time zone; the organization's billing zone unless given"),
};
export type RangeParameters = {
  start_date?: string | undefined;
  end_date?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  timezone?: string | undefined;
};

/** The rules between the range's fields, for `.check` of a query. */
export function checkRange(context: z.core.ParsePayload<RangeParameters>): void {
  const { start_date, end_date, from, to } = context.value;
  const refuse = (path: string, code: InvalidCode, message: string) =>
    context.issues.push({ code: "custom", input: context.value, path: [path], ...coded(code, message) });
  const days = start_date !== undefined || end_date !== undefined;
  const instants = from !== undefined || to !== undefined;
  if (days && instants)
    refuse("from", "ambiguous_range", "give either start_date and end_date, or from and to");
  else if (end_date !== undefined && start_date === undefined)
    refuse("start_date", "invalid_parameter", "is needed beside end_date");
  else if (instants && (from === undefined || to === undefined))
    refuse(from === undefined ? "from" : "to", "invalid_parameter", "from and to belong together");
  else if (start_date !== undefined && end_date !== undefined && end_date < start_date)
    refuse("end_date", "range_reversed", "must not be before start_date");
}

/** What an answer covers; every object answer has it as `meta`. */
export const coverage = {
  from: utcInstant,
  to: utcInstant,
  timezone: z.string(),
  as_of: utcInstant.describe("When the numbers were read"),
  complete_until: utcInstant.describe("All events received up to then are in the numbers"),
};
