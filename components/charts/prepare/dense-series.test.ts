import { expect, it } from "vitest";
import { denseSeries } from "./dense-series";
import { days, series } from "./fixtures";

it("puts values under their date and leaves a gap where the series has none", () => {
  const sparse = { ...series("web", [5, 0]), dates: ["2026-11-01", "2026-11-03"] };
  const [dense] = denseSeries(days(4), [sparse]);
  expect(dense?.values).toEqual([5, null, 0, null]);
  expect(dense?.exact).toEqual(["5", null, "0", null]);
  expect(dense?.total).toBe("5");
});

it("lays the earlier period under this one by position, cut where it is shorter", () => {
  const previous = { dates: ["2026-10-30", "2026-10-31"], values: [1, 2], exact: ["1", "2"], total: "3" };
  const [dense] = denseSeries(days(3), [series("web", [4, 5, 6], { previous })]);
  expect(dense?.previous?.values).toEqual([1, 2, null]);
  expect(dense?.previous?.dates).toEqual(["2026-10-30", "2026-10-31", ""]);
});

it("keeps what the earlier period has more behind the end", () => {
  const previous = { dates: ["a", "b", "c"], values: [1, 2, 3], exact: ["1", "2", "3"], total: "6" };
  const [dense] = denseSeries(days(2), [series("web", [4, 5], { previous })]);
  expect(dense?.values).toEqual([4, 5]);
  expect(dense?.previous?.exact).toEqual(["1", "2", "3"]);
});
