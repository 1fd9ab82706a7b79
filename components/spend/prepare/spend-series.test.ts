import { expect, it } from "vitest";
import type { SpendSeriesResult } from "@/lib/contracts/spend-series";
import { spendSeriesOf, spentBefore } from "./spend-series";

const result = (changed: Partial<SpendSeriesResult>): SpendSeriesResult => ({
  ...{ id: 1, key: '["api"]', label: "API requests", breakdown_type: "type", breakdown_value: "api" },
  ...{ usage_type: "api", unit: "USD", currency: "USD", dates: ["2026-11-01"], data: [1.5] },
  ...{ data_exact: ["1.5"], total: "1.5", event_counts: [1], compare_label: "current" },
  ...changed,
});
const earlier = (changed: Partial<SpendSeriesResult>) =>
  result({ compare_label: "previous", dates: ["2026-10-01"], ...changed });

it("lays the earlier money of each series under it, one currency at a time", () => {
  const results = [
    result({}),
    earlier({ data: [1], data_exact: ["1"], total: "1" }),
    result({ key: '["api","JPY"]', currency: "JPY", data_exact: ["200"], total: "200" }),
    earlier({ key: '["api","JPY"]', currency: "JPY", data: [90], data_exact: ["90"], total: "90" }),
  ];
  expect(spendSeriesOf(results, "USD")).toMatchObject([
    { total: "1.5", previous: { dates: ["2026-10-01"], exact: ["1"], total: "1" } },
  ]);
  expect(spendSeriesOf(results, "JPY")[0]?.previous?.total).toBe("90");
  expect(spendSeriesOf(results.slice(0, 1), "USD")[0]?.previous).toBeUndefined();
});

it("takes the earlier range as a whole from the line of everything", () => {
  const results = [
    result({ key: "[]", usage_type: null, total: "10" }),
    earlier({ key: "[]", usage_type: null, data_exact: ["7.25"], total: "7.25" }),
  ];
  expect(spentBefore(results, "USD")).toMatchObject({ exact: ["7.25"], total: "7.25" });
  expect(spentBefore(results, "EUR")).toBeNull();
});
