import { expect, it } from "vitest";
import type { ImportSettings } from "@/lib/domain/files/import-plan";
import { planOpening } from "@/lib/domain/opening/opening-columns";

const plan = (settings: Partial<ImportSettings> = {}) =>
  planOpening({ map: [], set: [], skip: [], timezone: "UTC", shiftWeeks: 0, ...settings });

it("takes the columns of daily_usage by their names", () => {
  const record = { usage_date: "2026-01-05", provider: "aws", total_uploads: "3", organization_id: "x" };
  expect(plan().map(record)).toEqual({ row: { date: "2026-01-05", provider: "aws", total_uploads: "3" } });
});

it("reads named columns, constants and defaults, leaves out rows, and moves days by weeks", () => {
  const settings = {
    map: [{ left: "when", right: "day" }],
    set: [{ left: "meter", right: "compute" }],
    skip: [{ left: "state", right: "void" }],
    provider: "aws",
    team: "web",
    shiftWeeks: -1,
  };
  const { map } = plan(settings);
  expect(map({ when: "2026-01-05 00:00:00+00", quantity: 2.5, team: "ops" })).toEqual({
    row: { date: "2025-12-29", usage_type: "compute", quantity: "2.5", provider: "aws", team_id: "ops" },
  });
  expect(map({ when: "2026-01-05", state: "void" })).toEqual({ skip: true });
});

it.each([
  [{ quantity: 1 }, "has no date"],
  [{ date: "2026-02-30", quantity: 1 }, "no day such as"],
  [{ date: "2026-02-03T10:00:00Z", quantity: 1 }, "no day such as"],
  [{ date: "2026-02-03", quantity: 2 ** 53 }, "quantity: is too large for an exact JSON number"],
  [{ date: "2026-02-03", quantity: "1e3" }, "quantity: must be a plain decimal"],
  [{ date: "2026-02-03", provider: { a: 1 } }, "provider: must be text"],
])("refuses %j", (record, sentence) => {
  expect(plan().map(record)).toEqual({ error: expect.stringContaining(sentence) });
});

it("refuses fields and files that cannot be meant", () => {
  expect(() => plan({ map: [{ left: "a", right: "colour" }] })).toThrow('no field "colour" in aggregates');
  expect(() => plan({ map: [{ left: "a", right: "date" }], set: [{ left: "day", right: "x" }] })).toThrow(
    "twice",
  );
  expect(() => plan().checkColumns(["date", "provider"])).toThrow("No column gives total_uploads");
  expect(() => plan().checkColumns(["total_uploads"])).toThrow("No column gives date");
  expect(() => plan({ map: [{ left: "when", right: "date" }] }).checkColumns(["quantity"])).toThrow('"when"');
});
