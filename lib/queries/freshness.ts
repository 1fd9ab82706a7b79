import { dateIn } from "@/lib/domain/time-zone";

const LIVE_STALE_MS = 30_000;
const CLOSED_STALE_MS = 600_000;
const LIVE_REFETCH_MS = 60_000;
/** An end that passed only just now: the last 24 hours end with the minute before. */
const JUST_NOW_MS = 300_000;

type AskedRange = { end_date?: string; to?: string; timezone?: string };

/** Whether new events can fall into the asked range: it has no end, or its end is not over. */
function isLive({ end_date, to, timezone }: AskedRange, now: Date): boolean {
  if (to !== undefined) return Date.parse(to) > now.getTime() - JUST_NOW_MS;
  return end_date === undefined || end_date >= dateIn(now.getTime(), timezone ?? "UTC");
}

/** How long an answer stays good, and whether it is asked for again while the tab is looked at. */
export function freshness(range: AskedRange, now = new Date()) {
  const live = isLive(range, now);
  return {
    staleTime: live ? LIVE_STALE_MS : CLOSED_STALE_MS,
    refetchInterval: live ? LIVE_REFETCH_MS : (false as const),
    refetchIntervalInBackground: false,
  };
}
