import { describe, expect, it } from "vitest";
import { comparedParts, crowdedNote, earlierLines, shownEarlier, togetherBefore } from "./earlier";
import { series } from "./fixtures";
import { foldSeries, OTHER_KEY } from "./visible-series";

const before = (exact: readonly (string | null)[], total: string) => ({
  dates: exact.map((_, index) => `2026-10-0${index + 1}`),
  values: exact.map((value) => (value === null ? null : Number(value))),
  exact,
  total,
});
const web = series("web", [10, 20], { previous: before(["0.1", "5"], "5.1") });
const batch = series("batch", [1, 2], { previous: before(["0.2", null], "0.2") });
const fresh = series("fresh", [3, 4], { previous: { dates: [], values: [], exact: [], total: "0" } });
const whole = before(["7", "8"], "15");

describe("what the shown series came to together before", () => {
  it("is their exact sum, bucket by bucket", () => {
    // 0.1 + 0.2 is 0.3, not 0.30000000000000004; a gap adds nothing.
    expect(togetherBefore([web, batch, fresh], [web, batch, fresh], null)).toEqual({
      dates: ["2026-10-01", "2026-10-02"],
      exact: ["0.3", "5"],
      values: [0.3, 5],
      total: "5.3",
    });
  });

  it("is the whole range while all are shown, and only theirs once one is hidden", () => {
    expect(togetherBefore([web, batch], [web, batch], whole)).toBe(whole);
    expect(togetherBefore([web, batch], [web], whole)?.total).toBe("5.1");
    expect(
      comparedParts({ folded: [web, batch], shown: [web], compared: { words: "", whole } }),
    ).toMatchObject({
      together: { total: "5.1" },
      total: "15",
    });
  });

  it("is nothing without a comparison, and where adding means nothing", () => {
    expect(togetherBefore([series("a", [1])], [series("a", [1])], null)).toBeNull();
    const averages = [web, batch].map((one) => ({ ...one, additive: false }));
    expect(togetherBefore(averages, averages, whole)).toBeNull();
    expect(togetherBefore(averages, averages.slice(0, 1), whole)?.total).toBe("5.1");
  });
});

describe("what is drawn of the earlier range", () => {
  const many = ["a", "b", "c", "d"].map((key) => series(key, [1, 2], { previous: whole }));

  it("is one grey line for a single series and for a stack", () => {
    expect(earlierLines([web], web.previous ?? null, false)).toEqual([{ key: null, values: [0.1, 5] }]);
    expect(earlierLines(many, whole, true)).toEqual([{ key: null, values: [7, 8] }]);
  });

  it("is one line for each of a few series", () => {
    const lines = earlierLines([web, batch], whole, false);
    expect(lines.map(({ key }) => key)).toEqual(["web", "batch"]);
    expect(shownEarlier(lines, null)).toHaveLength(2);
    expect(crowdedNote(2, "line", true)).toBeNull();
  });

  it("is the line of the series being read where there are many", () => {
    const lines = earlierLines(many, whole, false);
    expect(shownEarlier(lines, null)).toEqual([]);
    expect(shownEarlier(lines, "c").map(({ key }) => key)).toEqual(["c"]);
    expect(crowdedNote(4, "line", true)).toContain("Point at a series");
    expect(crowdedNote(4, "area", true)).toBeNull();
  });
});

it("folds the earlier values of what it folds", () => {
  const ten = [3, 2, 1].map((value) =>
    series(`t${value}`, [value], { previous: before([String(value * 10)], String(value * 10)) }),
  );
  const rest = foldSeries(ten, 1).find(({ key }) => key === OTHER_KEY);
  // t2 and t1 had 20 and 10.
  expect(rest?.previous).toMatchObject({ exact: ["30"], total: "30" });
});
