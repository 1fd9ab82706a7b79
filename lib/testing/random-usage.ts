import Big from "big.js";
import fc from "fast-check";
import { toDecimal } from "@/lib/domain/decimal";
import type { KeyDimension } from "@/lib/domain/usage-query";

/**
 * Random events and questions about them, and the answers by plain addition over the events: told without any of the
 * code under test, with nothing but Intl knowing the zones.
 */
export const ZONES = ["UTC", ...Intl.supportedValuesOf("timeZone")];
export const INTERVALS = ["hour", "day", "week", "month"] as const;

/**
 * Two weeks each: the end of summer time in Europe and America with Havana's repeated midnight; its beginning in
 * Europe with Lord Howe's half hour; the day that Apia skipped; a leap day.
 */
const WINDOWS = ["2024-10-25", "2024-03-27", "2011-12-25", "2024-02-22"].map((day) => Date.parse(day));
const MINUTES = 14 * 24 * 60;

const some = (...values: string[]) => fc.option(fc.constantFrom(...values), { nil: null });
const list = (...values: (string | null)[]) =>
  fc.option(fc.subarray(values, { minLength: 1 }), { nil: undefined, freq: 2 });

const sampleIn = (first: number) =>
  fc.record({
    kind: fc.constantFrom("upload", "request", "ai_tokens", "compute"),
    at: fc.integer({ min: 0, max: MINUTES * 60 - 1 }).map((seconds) => new Date(first + seconds * 1000)),
    amount: fc.option(fc.integer({ min: 0, max: 5000 }), { nil: null }),
    good: fc.boolean(),
    team: some("web", "app"),
    provider: some("aws", "edge"),
    file_type: some("image/png"),
    subject: some("ann", "bob"),
  });
export type Sample = ReturnType<typeof sampleIn> extends fc.Arbitrary<infer T> ? T : never;

const questionIn = (first: number) => {
  const instant = fc.integer({ min: 0, max: MINUTES }).map((minute) => new Date(first + minute * 60_000));
  return fc.record({
    interval: fc.constantFrom(...INTERVALS),
    timezone: fc.constantFrom(...ZONES),
    otherZone: fc.constantFrom(...ZONES),
    bounds: fc.tuple(instant, instant).filter(([a, b]) => a < b),
    wholeDays: fc.boolean(),
    dimensions: fc.subarray<KeyDimension>(["team", "provider", "file_type", "subject"]),
    teams: list("web", "app", null),
    fileTypes: list("image/png", null),
    withoutProviders: list("aws", null),
    withoutSubjects: list("bob", null),
  });
};
export type Question = ReturnType<typeof questionIn> extends fc.Arbitrary<infer T> ? T : never;

/** Events of one window, some of them sent later, and questions about it. */
export const scenario = fc.constantFrom(...WINDOWS).chain((first) =>
  fc.record({
    billing: fc.nat(),
    before: fc.array(sampleIn(first), { maxLength: 25 }),
    later: fc.array(sampleIn(first), { maxLength: 8 }),
    questions: fc.array(questionIn(first), { minLength: 2, maxLength: 3 }),
  }),
);

export function toEvent(one: Sample, index: number) {
  const { kind, at, amount, good, team, provider, file_type, subject } = one;
  const shared = { team_id: team, provider };
  const data: Record<string, object> = {
    upload: { ...shared, file_type, file_size: amount, upload_status: good ? "success" : "failed" },
    request: { ...shared, endpoint: "/", bytes: amount, status_code: good ? 200 : 500 },
    ai_tokens: { ...shared, file_type, usage_type: "ai_tokens", quantity: amount ?? 1 },
    compute: { ...shared, file_type, usage_type: "compute", quantity: `-0.${(amount ?? 1) + 1}` },
  };
  const type = kind === "upload" ? "file_upload" : kind === "request" ? "api_request" : "usage";
  return { id: `${index}`, source: "random", type, time: at.toISOString(), data: data[kind], subject };
}

/** What one event adds to each meter. */
function amounts({ kind, amount, good }: Sample): [meter: string, amount: string][] {
  const bytes = (meter: string): [string, string][] => (amount === null ? [] : [[meter, `${amount}`]]);
  if (kind === "upload") return good ? [["file_uploads", "1"], ...bytes("storage")] : [];
  if (kind === "request") return [["api", "1"], ...bytes("bandwidth")];
  return [[kind, kind === "compute" ? `-0.${(amount ?? 1) + 1}` : `${amount ?? 1}`]];
}

const formats = new Map<string, Intl.DateTimeFormat>();

function clock(at: Date, timeZone: string) {
  const style = { year: "numeric", month: "2-digit", day: "2-digit" } as const;
  const time = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" } as const;
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat("en-CA", { timeZone, ...style, ...time, timeZoneName: "longOffset" });
  formats.set(timeZone, format);
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const { year, month, day, hour = "", minute = "", second = "", timeZoneName = "" } = parts;
  return { date: `${year}-${month}-${day}`, hour, minute, second, offset: timeZoneName.slice(3) || "+00:00" };
}

/** Hours begin with the full hour of the clock, or where the clock was turned since then. */
function hourLabel(at: Date, timezone: string): string {
  const { minute, second, offset } = clock(at, timezone);
  let start = new Date(at.getTime() - (Number(minute) * 60 + Number(second)) * 1000);
  while (clock(start, timezone).offset !== offset) start = new Date(start.getTime() + 60_000);
  const shown = clock(start, timezone);
  return `${shown.date}T${shown.hour}:${shown.minute}:00${shown.offset}`;
}

/** The label of the bucket that holds an instant. */
export function label(at: Date, { interval, timezone }: Pick<Question, "interval" | "timezone">): string {
  const { date } = clock(at, timezone);
  if (interval === "hour") return hourLabel(at, timezone);
  if (interval === "day") return date;
  if (interval === "month") return `${date.slice(0, 7)}-01`;
  const noon = new Date(`${date}T12:00:00Z`);
  noon.setUTCDate(noon.getUTCDate() - ((noon.getUTCDay() + 6) % 7));
  return noon.toISOString().slice(0, 10);
}

const fileTypeOf = ({ kind, file_type }: Sample) => (kind === "request" ? null : file_type);

function isAsked(one: Sample, asked: Question): boolean {
  const { bounds, wholeDays, timezone, teams, fileTypes, withoutProviders, withoutSubjects } = asked;
  const day = (at: Date) => label(at, { interval: "day", timezone });
  const [from, to] = bounds;
  const within = wholeDays
    ? day(one.at) >= day(from) && day(one.at) <= day(to)
    : one.at >= from && one.at < to;
  const chosen = (teams?.includes(one.team) ?? true) && (fileTypes?.includes(fileTypeOf(one)) ?? true);
  const left = (withoutProviders?.includes(one.provider) || withoutSubjects?.includes(one.subject)) ?? false;
  return within && chosen && !left;
}

/** Every bucket of every series that is not 0, by plain addition over the events. */
export function recomputed(samples: readonly Sample[], asked: Question): Map<string, string> {
  const cells = new Map<string, Big>();
  for (const one of samples.filter((candidate) => isAsked(candidate, asked))) {
    const own = { ...one, file_type: fileTypeOf(one), api_key: null };
    for (const [meter, amount] of amounts(one)) {
      const key = JSON.stringify([meter, ...asked.dimensions.map((dimension) => own[dimension])]);
      const cell = `${key} ${label(one.at, asked)}`;
      cells.set(cell, (cells.get(cell) ?? new Big(0)).plus(amount));
    }
  }
  return new Map([...cells].filter(([, sum]) => !sum.eq(0)).map(([cell, sum]) => [cell, toDecimal(sum)]));
}

/** A question as its parameters. */
export function toParameters(asked: Question): Record<string, string> {
  const { bounds, wholeDays, interval, timezone, dimensions } = asked;
  const day = (at: Date) => label(at, { interval: "day", timezone });
  const [from, to] = bounds;
  const lists = Object.entries({
    team_ids: asked.teams,
    file_types: asked.fileTypes,
    exclude_providers: asked.withoutProviders,
    exclude_subjects: asked.withoutSubjects,
  }).flatMap(([name, values]) => (values ? [[name, JSON.stringify(values)]] : []));
  return {
    ...(wholeDays
      ? { start_date: day(from), end_date: day(to) }
      : { from: from.toISOString(), to: to.toISOString() }),
    ...{ interval, timezone, breakdowns: JSON.stringify(dimensions), page_size: "1000" },
    ...Object.fromEntries(lists),
  };
}
