import { weekdayOf } from "@/lib/domain/calendar";
import type { StatisticsInterval } from "@/lib/domain/intervals";

/** What usage repeats itself by. */
export const SEASONS = ["hour_of_week", "hour_of_day", "weekday", "none"] as const;
export type Season = (typeof SEASONS)[number];

/** The seasons that buckets of an interval may have, the finest first. */
export const SEASONS_OF: Record<StatisticsInterval, readonly Season[]> = {
  hour: ["hour_of_week", "hour_of_day", "none"],
  day: ["weekday", "none"],
  week: ["none"],
  month: ["none"],
};

/** The place of a bucket in its season, by its label: a day, or an hour with its offset. */
export function seasonPlace(season: Season, date: string): number {
  const weekday = weekdayOf(date.slice(0, 10));
  const hour = Number(date.slice(11, 13));
  if (season === "hour_of_week") return weekday * 24 + hour;
  if (season === "hour_of_day") return hour;
  return season === "weekday" ? weekday : 0;
}

const PLACES: Record<Season, number> = { hour_of_week: 168, hour_of_day: 24, weekday: 7, none: 1 };
/** Seen less often, a season cannot be told from chance. */
const TIMES_SEEN = 3;

/** The finest season that so many buckets have seen three times. */
export function seasonFor(interval: StatisticsInterval, buckets: number): Season {
  return SEASONS_OF[interval].find((season) => PLACES[season] * TIMES_SEEN <= buckets) ?? "none";
}
