import "server-only";
import type { Meter } from "@/lib/domain/meters";
import { openingCells, UnusableRow } from "@/lib/domain/opening/opening-cells";
import type { OpeningRow } from "@/lib/domain/opening/opening-fields";
import { openingInstant } from "@/lib/domain/opening/opening-instant";
import { dateIn } from "@/lib/domain/time-zone";
import type { PlacedCell } from "@/lib/selectors/opening-usage/opening-cell-rows";

export type OpeningLine = { line: number; row: OpeningRow };
/** What became of a row of old sums; a row of zeros is skipped. */
export type OpeningOutcome =
  | { status: "accepted" | "duplicate" | "skipped" }
  | { status: "conflict" | "rejected"; code: string; reason: string };

export type OpeningSettings = {
  meters: readonly Meter[];
  timezone: string;
  retentionDays: number | null;
  now: Date;
};

const OLDEST = "2000-01-01";
const DAY_MS = 86_400_000;

/** The cells of a row at their place, or why it has none. */
export function placeOpeningRow(
  { row }: OpeningLine,
  n: number,
  settings: OpeningSettings,
): PlacedCell[] | OpeningOutcome {
  try {
    const { date = "", team_id: teamId = "", provider = "", file_type: fileType = "" } = row;
    const bucketStart = timely(date, settings);
    const dimensions = { teamId, provider, fileType };
    const zero = Object.entries(dimensions).find(([, text]) => text.includes("\0") || text.length > 512);
    if (zero)
      throw new UnusableRow(
        "invalid_value",
        `${zero[0]}: is longer than 512 characters or holds a zero byte`,
      );
    const cells = openingCells(row, settings.meters);
    if (cells.length === 0) return { status: "skipped" };
    return cells.map((cell) => ({ ...cell, ...dimensions, n, date, bucketStart }));
  } catch (error) {
    if (error instanceof UnusableRow) return { status: "rejected", code: error.code, reason: error.message };
    throw error;
  }
}

function timely(date: string, { timezone, retentionDays, now }: OpeningSettings): Date {
  const refuse = (code: string, sentence: string) => new UnusableRow(code, `date: ${sentence}`);
  if (date < OLDEST) throw refuse("too_old", "is before the year 2000");
  if (date > dateIn(now.getTime(), timezone)) throw refuse("timestamp_in_future", "lies in the future");
  const instant = openingInstant(date, timezone);
  if (!instant) throw refuse("invalid_value", `there was no such day in ${timezone}`);
  if (retentionDays !== null && instant.getTime() < now.getTime() - retentionDays * DAY_MS)
    throw refuse("too_old", `is before the retention of ${retentionDays} days`);
  return instant;
}
