import { expect, it } from "vitest";
import { series } from "./fixtures";
import { tooltipContent } from "./tooltip-rows";

it("lists the bucket's values from large to small with their shares and the exact total", () => {
  const content = tooltipContent([series("a", [1, 9]), series("b", [3, 1])], 0);
  expect(content.rows.map(({ key, exact, share }) => [key, exact, share])).toEqual([
    ["b", "3", "75.0"],
    ["a", "1", "25.0"],
  ]);
  expect(content.total).toBe("4");
});

it("shows eight rows and counts the others, with the total over all of them", () => {
  const content = tooltipContent(
    Array.from({ length: 20 }, (_, index) => series(`s${index}`, [index])),
    0,
  );
  expect(content.rows).toHaveLength(8);
  expect(content.rows[0]?.key).toBe("s19");
  expect(content.more).toBe(12);
  expect(content.total).toBe("190");
});

it("keeps the rest last and gaps without a value", () => {
  const content = tooltipContent(
    [series("rest", [100], { other: true }), series("a", [null]), series("b", [1])],
    0,
  );
  expect(content.rows.map(({ key, exact }) => [key, exact])).toEqual([
    ["b", "1"],
    ["a", null],
    ["rest", "100"],
  ]);
});

it("gives the earlier value with its own date", () => {
  const previous = { dates: ["2026-10-01"], values: [7], exact: ["7"], total: "7" };
  const content = tooltipContent([series("a", [5], { previous })], 0);
  expect(content.rows[0]?.previous).toEqual({ date: "2026-10-01", exact: "7" });
  expect(content.total).toBeNull();
});
