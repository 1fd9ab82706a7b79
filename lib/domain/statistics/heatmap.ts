import Big from "big.js";
import type { Bucket } from "@/lib/domain/buckets";
import { weekdayOf } from "@/lib/domain/calendar";
import { addDecimals, divideDecimals, toDecimal } from "@/lib/domain/decimal";
import { groupBy } from "@/lib/domain/group-by";
import type { WeekStart } from "@/lib/domain/intervals";

export const WEEKDAYS = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** An hour of a zone with what a meter came to in it; null: nothing is known of it. */
export type HourAmount = Pick<Bucket, "date" | "start" | "end"> & { amount: string | null; count: number };

export type HeatCell = {
  weekday: Weekday;
  /** The hour that a clock in the zone shows, 0 to 23. */
  hour: number;
  average: string | null;
  /** The sum of the counted hours; null for meters that do not add up. */
  total: string | null;
  eventCount: number;
  /** How many hours were counted, in decimals: a clock turned by half an hour leaves half ones. */
  hours: string;
  /** On how many days they lie. */
  weeks: number;
};

const HOUR_MS = 3_600_000;

/**
 * Averages per weekday and hour of the clock, 168 cells from the first hour of the week on. A repeated hour counts
 * as two, a skipped one as none; null where no hour was counted. Amounts that add up are divided by the length of
 * the counted hours, others by their number.
 */
export function heatCells(
  hours: readonly HourAmount[],
  { weekStart, additive }: { weekStart: WeekStart; additive: boolean },
): HeatCell[] {
  const counted = hours.filter(({ amount }) => amount !== null);
  const byPlace = groupBy(
    counted,
    ({ date }) => weekdayOf(date.slice(0, 10)) * 24 + Number(date.slice(11, 13)),
  );
  const first = weekStart === "sunday" ? 6 : 0;
  return Array.from({ length: 168 }, (_, place) => {
    const weekday = (Math.floor(place / 24) + first) % 7;
    const hour = place % 24;
    return {
      weekday: WEEKDAYS[weekday] ?? "monday",
      hour,
      ...toCell(byPlace.get(weekday * 24 + hour) ?? [], additive),
    };
  });
}

function toCell(hours: readonly HourAmount[], additive: boolean): Omit<HeatCell, "weekday" | "hour"> {
  const sum = addDecimals(hours.map(({ amount }) => amount ?? "0"));
  const lengthMs = hours.reduce((length, { start, end }) => length + end.getTime() - start.getTime(), 0);
  const scaled = toDecimal(new Big(sum).times(HOUR_MS));
  return {
    average: additive ? divideDecimals(scaled, String(lengthMs)) : divideDecimals(sum, String(hours.length)),
    total: additive ? sum : null,
    eventCount: hours.reduce((events, { count }) => events + count, 0),
    hours: divideDecimals(String(lengthMs), String(HOUR_MS)) ?? "0",
    weeks: new Set(hours.map(({ date }) => date.slice(0, 10))).size,
  };
}
