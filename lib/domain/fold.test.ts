import { describe, expect, it } from "vitest";
import { fillBuckets, type UsageRow } from "./fill";
import { foldSeries, lineFor, placeRests, type SeriesTotal, toTotals } from "./fold";
import { BUILT_IN_METERS } from "./meters";

const series = (meter: string, value: string, total: string | null): SeriesTotal => ({
  key: JSON.stringify([meter, value]),
  meter,
  values: [value],
  total,
});

const keys = (list: { key: string }[]) => list.map(({ key }) => key);

describe("series are ordered", () => {
  it("by total, largest first, as numbers; equal ones by key", () => {
    const list = [
      series("api", "b", "9"),
      series("api", "a", "10"),
      series("api", "c", "-1"),
      series("api", "0", "9"),
    ];
    const ordered = foldSeries(list, { top: undefined, excludeEmpty: false });
    expect(keys(ordered)).toEqual(['["api","a"]', '["api","0"]', '["api","b"]', '["api","c"]']);
  });
});

describe("folding", () => {
  const list = [
    series("api", "a", "5"),
    series("api", "b", "3"),
    series("api", "c", "0.5"),
    series("api", "d", "0"),
    series("storage", "a", "7"),
  ];

  it("keeps the largest of each meter and adds up the rest of it", () => {
    const folded = foldSeries(list, { top: 1, excludeEmpty: false });
    expect(folded.map(({ key, total, members }) => [key, total, members])).toEqual([
      ['["storage","a"]', "7", null],
      ['["api","a"]', "5", null],
      ['{"other":"api"}', "3.5", 3],
    ]);
  });

  it("leaves nothing to fold where all are shown", () => {
    expect(foldSeries(list, { top: 4, excludeEmpty: false })).toHaveLength(5);
  });

  it("counts only series that are not empty when those are left out", () => {
    const folded = foldSeries(list, { top: 2, excludeEmpty: true });
    expect(folded.at(-1)).toMatchObject({ key: '{"other":"api"}', total: "0.5", members: 1 });
    expect(keys(foldSeries([series("api", "a", "0")], { top: 1, excludeEmpty: true }))).toEqual([]);
  });
});

describe("a rest that is no sum", () => {
  const settings = { top: 1, excludeEmpty: false };
  const folded = foldSeries(
    [series("slowest", "a", "9"), series("slowest", "b", "5"), series("slowest", "c", "-5")],
    settings,
  );

  it("gets the total that was asked for, and its place", () => {
    const placed = placeRests(folded, new Map([["slowest", "5"]]), settings);
    expect(placed.map(({ total, members }) => [total, members])).toEqual([
      ["9", null],
      ["5", 2],
    ]);
    const larger = placeRests(folded, new Map([["slowest", "10"]]), settings);
    expect(larger.map(({ total }) => total)).toEqual(["10", "9"]);
  });

  it("stands last without a total, and is left out as empty only then", () => {
    const empty = { top: 1, excludeEmpty: true };
    const list = foldSeries([series("fastest", "a", null), series("fastest", "b", "-1")], settings);
    const placed = placeRests(list, new Map([["fastest", null]]), settings);
    expect(placed.map(({ total }) => total)).toEqual(["-1", null]);
    expect(placeRests(folded, new Map([["slowest", null]]), empty)).toHaveLength(1);
    // 5 and -5 add up to 0, which is not what the rest came to.
    expect(placeRests(folded, new Map([["slowest", "5"]]), empty)).toHaveLength(2);
  });
});

describe("lines", () => {
  const meters = BUILT_IN_METERS.filter(({ key }) => key === "api" || key === "bandwidth");
  const row = (
    fact: string,
    bucket: number,
    key: string[] | null,
    count: number,
    quantity: string,
  ): UsageRow => ({
    fact,
    bucket,
    key,
    eventCount: count,
    quantity,
    quantityCount: quantity === "0" ? 0 : count,
  });
  const rows = [
    row("request:success", 0, ["web"], 2, "100"),
    row("request:failure", 0, ["web"], 1, "0"),
    row("api", 1, ["web"], 1, "40.5"),
    row("request:success", 1, ["app"], 3, "0"),
    row("request:success", 1, null, 4, "1"),
  ];
  const lines = fillBuckets(rows, meters, 2);

  it("read every meter from its facts: requests count, generic events bring their quantity", () => {
    expect(lines.keyed.get('["api","web"]')).toMatchObject({ amounts: ["3", "40.5"], counts: [3, 1] });
    expect(lines.keyed.get('["bandwidth","web"]')).toMatchObject({ amounts: ["100", "0"], counts: [2, 0] });
  });

  it("a meter that nothing fed is no series", () => {
    expect(keys(toTotals(lines)).sort()).toEqual(['["api","app"]', '["api","web"]', '["bandwidth","web"]']);
  });

  it("the rest is what is shown by no other series of the meter", () => {
    const shown = foldSeries(toTotals(lines), { top: 1, excludeEmpty: false });
    const rest = shown.find(({ key }) => key === '{"other":"api"}');
    expect(rest && lineFor(rest, shown, lines, 2)).toMatchObject({ amounts: ["0", "7"], counts: [0, 7] });
  });
});
