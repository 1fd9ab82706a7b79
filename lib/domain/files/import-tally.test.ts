import { expect, it } from "vitest";
import { countRow, EMPTY_TALLY, type EventStatus, rowOutcome } from "./import-tally";

it.each<[EventStatus[], string]>([
  [["accepted"], "accepted"],
  [["accepted", "duplicate"], "accepted"],
  [["duplicate", "duplicate"], "duplicate"],
  [["accepted", "conflict"], "conflict"],
  [["conflict", "rejected"], "rejected"],
  [[], "skipped"],
])("a row with events %j is %s", (statuses, outcome) => {
  expect(rowOutcome(statuses)).toBe(outcome);
});

it("counts rows once and events each", () => {
  const rows: EventStatus[][] = [
    ["accepted", "accepted"],
    ["accepted", "duplicate"],
    ["duplicate"],
    ["rejected"],
    [],
  ];
  const tally = rows.reduce((sum, statuses) => countRow(sum, rowOutcome(statuses), statuses), EMPTY_TALLY);
  expect(tally).toEqual({
    read: 5,
    accepted: 2,
    duplicates: 1,
    conflicts: 0,
    skipped: 1,
    rejected: 1,
    events: 3,
    stored: 5,
  });
});
