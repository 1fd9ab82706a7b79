import { addDays, dayInMonth, daysBetween } from "@/lib/domain/calendar";
import { seededRandom } from "@/lib/domain/sample/random";

/** What makes a sample: the same three values make the same events. `until` is the last day, in UTC. */
export type SampleSettings = { months: number; seed: number; until: string };
export type SamplePlan = SampleSettings & {
  /** The first day. */
  from: string;
  days: number;
  /** The day with four times the events. */
  spikeDay: number;
  /** The first of the days without any. */
  gapDay: number;
};

export const GAP_DAYS = 3;
const SPIKE_PERCENT = 400;
const EVENTS_PER_DAY = 100;
/** From Sunday to Saturday. */
const WEEKDAY_PERCENT = [35, 100, 105, 110, 105, 90, 40];
/** The last day has this much more than the first one. */
const GROWTH_PERCENT = 80;

/** Lays out the whole days of a sample, the gap in the second quarter and the spike after the half. */
export function planSample({ months, seed, until }: SampleSettings): SamplePlan {
  const end = addDays(until, 1);
  const from = dayInMonth(end, -months, Number(end.slice(8, 10)));
  const days = daysBetween(from, end);
  const random = seededRandom(`${seed} plan`);
  const quarter = Math.floor(days / 4);
  const gapDay = quarter + random.below(quarter - GAP_DAYS);
  const inThirdQuarter = 2 * quarter + random.below(quarter);
  return { months, seed, until, from, days, gapDay, spikeDay: toWednesday(from, inThirdQuarter) };
}

/** How many events a day of the plan holds: weekday, growth, noise of a tenth, spike and gap. */
export function eventsOfDay(plan: SamplePlan, day: number): number {
  if (day >= plan.gapDay && day < plan.gapDay + GAP_DAYS) return 0;
  const noise = 90 + seededRandom(`${plan.seed} noise ${day}`).below(21);
  const growth = 100 + Math.floor((GROWTH_PERCENT * day) / plan.days);
  const spike = day === plan.spikeDay ? SPIKE_PERCENT : 100;
  const percents = [WEEKDAY_PERCENT[weekday(plan.from, day)] ?? 100, noise, growth, spike];
  return Math.floor(percents.reduce((events, percent) => (events * percent) / 100, EVENTS_PER_DAY));
}

/** A busy day, so that the spike stands out whatever the seed. */
function toWednesday(from: string, day: number): number {
  return day + ((3 - weekday(from, day) + 7) % 7);
}

function weekday(from: string, day: number): number {
  return new Date(`${addDays(from, day)}T00:00:00Z`).getUTCDay();
}
