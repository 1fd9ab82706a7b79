import { expect, it } from "vitest";
import { bucketEdges } from "@/lib/domain/buckets";
import { heatCells } from "./heatmap";

/** Every hour of a range with the same amount and one event. */
function hoursOf(from: string, to: string, timezone: string, amount = "6") {
  const range = { from: new Date(from), to: new Date(to), timezone, interval: "hour" } as const;
  const calendar = { weekStart: "monday", anchorDay: 1, now: new Date("2030-01-01T00:00:00Z") } as const;
  return bucketEdges({ ...range, ...calendar }).map((bucket) => ({ ...bucket, amount, count: 1 }));
}

function cell(cells: ReturnType<typeof heatCells>, weekday: string, hour: number) {
  const found = cells.find((one) => one.weekday === weekday && one.hour === hour);
  if (!found) throw new Error("A heat map has all hours of the week.");
  const { average, total, eventCount, hours, weeks } = found;
  return [average, total, eventCount, hours, weeks];
}

const monday = { weekStart: "monday", additive: true } as const;

it("has 168 hours from the first one of the week on", () => {
  const places = (weekStart: "monday" | "sunday") =>
    heatCells([], { weekStart, additive: true }).map(({ weekday, hour }) => `${weekday} ${hour}`);
  expect(places("monday")).toHaveLength(168);
  expect([places("monday")[0], places("monday")[25], places("monday")[167]]).toEqual([
    ...["monday 0", "tuesday 1", "sunday 23"],
  ]);
  expect([places("sunday")[0], places("sunday")[24], places("sunday")[167]]).toEqual([
    ...["sunday 0", "monday 0", "saturday 23"],
  ]);
});

it("averages over the weeks that a cell was seen in, and knows none of the others", () => {
  // Mondays 2 and 9 November 2026, eight days from Monday 0:00 on.
  const hours = hoursOf("2026-11-02T00:00Z", "2026-11-10T00:00Z", "UTC");
  const [first] = hours;
  if (first) first.amount = "1";
  const cells = heatCells(hours, monday);
  expect(cell(cells, "monday", 0)).toEqual(["3.5", "7", 2, "2", 2]);
  expect(cell(cells, "tuesday", 0)).toEqual(["6", "6", 1, "1", 1]);
  expect(cell(heatCells(hours.slice(0, 24), monday), "sunday", 5)).toEqual([null, "0", 0, "0", 0]);
});

it("counts a repeated hour as two and a skipped one as none", () => {
  // Berlin repeats 02:00 on Sunday 25 October 2026 and skips it on Sunday 29 March 2026.
  const repeated = heatCells(hoursOf("2026-10-24T22:00Z", "2026-10-25T23:00Z", "Europe/Berlin"), monday);
  expect(cell(repeated, "sunday", 2)).toEqual(["6", "12", 2, "2", 1]);
  expect(cell(repeated, "sunday", 3)).toEqual(["6", "6", 1, "1", 1]);
  const skipped = heatCells(hoursOf("2026-03-28T23:00Z", "2026-03-29T22:00Z", "Europe/Berlin"), monday);
  expect(cell(skipped, "sunday", 2)).toEqual([null, "0", 0, "0", 0]);
  expect(cell(skipped, "sunday", 3)).toEqual(["6", "6", 1, "1", 1]);
});

it("counts half an hour where Lord Howe turns its clocks", () => {
  // Sunday 7 April 2024: 01:00 to 02:00 at +11, then 01:30 to 02:00 again at +10:30: 12 in an hour and a half.
  const cells = heatCells(hoursOf("2024-04-06T13:00Z", "2024-04-07T13:30Z", "Australia/Lord_Howe"), monday);
  expect(cell(cells, "sunday", 1)).toEqual(["8", "12", 2, "1.5", 1]);
});

it("takes the plain mean of amounts that do not add up, without the unknown ones", () => {
  const hours = hoursOf("2026-11-02T00:00Z", "2026-11-17T00:00Z", "UTC").map((hour, place) => ({
    ...hour,
    amount: place === 0 ? null : place === 168 ? "3" : "4",
  }));
  const cells = heatCells(hours, { weekStart: "monday", additive: false });
  expect(cell(cells, "monday", 0)).toEqual(["3.5", null, 2, "2", 2]);
});
