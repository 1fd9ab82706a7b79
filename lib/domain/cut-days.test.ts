import { describe, expect, it } from "vitest";
import { cutDays } from "./cut-days";

const at = (text: string) => Date.parse(text);
const june: [number, number] = [at("2026-06-01T00:00Z"), at("2026-07-01T00:00Z")];

function told([first, last]: [number, number], edges: string[], timezone = "UTC") {
  const { edgeDays, moves } = cutDays([first, last], edges.map(at), timezone);
  const short = (date: Date) => date.toISOString().slice(5, 16);
  return {
    edgeDays,
    moves: moves.map(
      ({ day, from, to, taken, added }) => `${day} ${short(from)} ${short(to)} ${taken}->${added}`,
    ),
  };
}

describe("a day in which a bucket ends", () => {
  it("is counted where its longer part lies, and the shorter one moves: Kolkata's days end at 18:30Z", () => {
    expect(told(june, ["2026-06-02T18:30Z", "2026-06-03T18:30Z"])).toEqual({
      edgeDays: ["2026-06-03", "2026-06-04"],
      moves: ["2026-06-02 06-02T18:30 06-03T00:00 0->1", "2026-06-03 06-03T18:30 06-04T00:00 1->2"],
    });
  });

  it("is counted in the later bucket where that holds more of it: New York's days end at 4:00Z", () => {
    expect(told(june, ["2026-06-02T04:00Z"])).toEqual({
      edgeDays: ["2026-06-02"],
      moves: ["2026-06-02 06-02T00:00 06-02T04:00 1->0"],
    });
  });

  it("moves nothing where buckets end with days, or outside of them", () => {
    const edges = ["2026-05-31T12:00Z", "2026-06-02T00:00Z", "2026-07-01T06:00Z"];
    expect(told(june, edges)).toEqual({ edgeDays: ["2026-05-31", "2026-06-02", "2026-07-01"], moves: [] });
  });

  it("may hold the end of two: London's 29 March begins with UTC's, and ends an hour before it", () => {
    const march: [number, number] = [at("2026-03-28T00:00Z"), at("2026-04-01T00:00Z")];
    expect(told(march, ["2026-03-29T00:00Z", "2026-03-29T23:00Z", "2026-03-30T23:00Z"])).toEqual({
      edgeDays: ["2026-03-29", "2026-03-30", "2026-03-31"],
      moves: ["2026-03-29 03-29T23:00 03-30T00:00 1->2", "2026-03-30 03-30T23:00 03-31T00:00 2->3"],
    });
    const billing = told(
      [at("2026-10-24T22:00Z"), at("2026-10-25T23:00Z")],
      ["2026-10-24T22:30Z", "2026-10-25T22:45Z"],
      "Europe/Berlin",
    );
    expect(billing).toEqual({
      edgeDays: ["2026-10-25", "2026-10-26"],
      moves: ["2026-10-25 10-24T22:00 10-24T22:30 1->0", "2026-10-25 10-25T22:45 10-25T23:00 1->2"],
    });
  });
});
