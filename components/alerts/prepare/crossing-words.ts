import { dateIn } from "@/lib/domain/time-zone";
import { formatDay, formatRelative } from "@/lib/format-time";

/** "in 6 d, about 28 Nov": when a limit will be reached; a dash where it is not in its period. */
export function crossingWords(crossing: string | null, now: Date, timezone: string): string {
  if (crossing === null) return "–";
  return `${formatRelative(crossing, now)}, about ${formatDay(dateIn(Date.parse(crossing), timezone))}`;
}
