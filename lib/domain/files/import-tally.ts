export const ROW_OUTCOMES = ["accepted", "duplicate", "conflict", "skipped", "rejected"] as const;
export type RowOutcome = (typeof ROW_OUTCOMES)[number];
export type EventStatus = "accepted" | "duplicate" | "conflict" | "rejected";

/** What became of the rows of a file; each row counts once, so that `read` is the sum of the other five. */
export type ImportTally = {
  read: number;
  accepted: number;
  duplicates: number;
  conflicts: number;
  skipped: number;
  rejected: number;
  /** Events written by this run; a row may be more than one. */
  events: number;
  /** Events of the file that are stored now: those written, and those found to be there already. */
  stored: number;
};

export const EMPTY_TALLY: ImportTally = {
  read: 0,
  accepted: 0,
  duplicates: 0,
  conflicts: 0,
  skipped: 0,
  rejected: 0,
  events: 0,
  stored: 0,
};

const COUNTED_AS = {
  accepted: "accepted",
  duplicate: "duplicates",
  conflict: "conflicts",
  skipped: "skipped",
  rejected: "rejected",
} as const satisfies Record<RowOutcome, keyof ImportTally>;

/** A row is as good as its worst event; one that was partly there already is accepted. */
export function rowOutcome(statuses: readonly EventStatus[]): RowOutcome {
  if (statuses.length === 0) return "skipped";
  if (statuses.includes("rejected")) return "rejected";
  if (statuses.includes("conflict")) return "conflict";
  return statuses.every((status) => status === "duplicate") ? "duplicate" : "accepted";
}

/** Counts one more row. */
export function countRow(
  tally: ImportTally,
  outcome: RowOutcome,
  statuses: readonly EventStatus[],
): ImportTally {
  const name = COUNTED_AS[outcome];
  const written = statuses.filter((status) => status === "accepted").length;
  const present = statuses.filter((status) => status === "duplicate").length;
  return {
    ...tally,
    read: tally.read + 1,
    [name]: tally[name] + 1,
    events: tally.events + written,
    stored: tally.stored + written + present,
  };
}
