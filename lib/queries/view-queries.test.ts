import { expect, it } from "vitest";
import { addressOf } from "@/lib/api/address-of";
import { usageGranular } from "@/lib/contracts/usage-granular";
import { usageSeries } from "@/lib/contracts/usage-series";
import { usageTotals } from "@/lib/contracts/usage-totals";
import type { ResolvedView } from "@/lib/domain/view/view";
import {
  filterOptionsQuery,
  hasParts,
  isCompared,
  overviewQuery,
  viewGranularQuery,
  viewSeriesQuery,
  viewSpendQuery,
  viewSpendWholeQuery,
  viewTotalsQuery,
  viewWholeQuery,
} from "./view-queries";

const nothing = { include: [], exclude: [] };
const view: ResolvedView = {
  choice: { preset: "30d" },
  range: { start: "2026-10-24", end: "2026-11-22", instants: null },
  today: "2026-11-22",
  timezone: "Europe/Berlin",
  weekStart: "monday",
  interval: "day",
  compared: { compare: "none" },
  breakdown: [],
  type: nothing,
  team: nothing,
  provider: nothing,
  file_type: nothing,
  live: true,
};
const narrowed: ResolvedView = {
  ...view,
  type: { include: ["file_uploads"], exclude: [] },
  team: { include: [], exclude: ["docs"] },
  provider: { include: ["github"], exclude: [] },
  file_type: { include: ["text/markdown", null], exclude: [] },
};
const days = { start_date: "2026-10-24", end_date: "2026-11-22", timezone: "Europe/Berlin" };

it("asks for the days and nothing else where nothing was chosen", () => {
  expect(viewSeriesQuery(view)).toEqual({ ...days, interval: "day", compare: "none", page_size: 1000 });
});

it("asks by every filter and folds long breakdowns, unless all series are wanted", () => {
  const query = viewSeriesQuery({ ...narrowed, breakdown: ["type", "provider"] });
  expect(query).toMatchObject({
    usage_types: ["file_uploads"],
    exclude_team_ids: ["docs"],
    providers: ["github"],
    file_types: ["text/markdown", null],
    breakdowns: ["type", "provider"],
    top: 8,
  });
  expect(viewSeriesQuery({ ...view, breakdown: ["provider"] }, { all: true })).not.toHaveProperty("top");
  expect(viewSeriesQuery({ ...view, breakdown: ["type"] })).not.toHaveProperty("top");
});

it("asks for the last 24 hours by instants", () => {
  const instants = { from: "2026-11-21T14:03:00.000Z", to: "2026-11-22T14:03:00.000Z" };
  const day = { ...view, range: { ...view.range, instants } };
  expect(viewSeriesQuery(day)).toMatchObject(instants);
  expect(viewSeriesQuery(day)).not.toHaveProperty("start_date");
  expect(viewTotalsQuery(day, "o-1")).toMatchObject({ period_start: instants.from, period_end: instants.to });
});

it("asks for totals from local midnight to the midnight after the last day", () => {
  expect(viewTotalsQuery(view, "o-1")).toEqual({
    tenant_id: "o-1",
    period_start: "2026-10-24T00:00:00",
    period_end: "2026-11-23T00:00:00",
    timezone: "Europe/Berlin",
  });
});

it("asks for the comparison wherever something is compared, and for the whole where there are parts", () => {
  const compared = { compare: "previous", compare_start_date: "2026-10-01" } as const;
  const against = { ...narrowed, compared, breakdown: ["provider"] as ResolvedView["breakdown"] };
  const asked = [
    viewSeriesQuery,
    viewWholeQuery,
    overviewQuery,
    (one: ResolvedView) => viewSpendQuery(one, true),
  ];
  for (const query of asked) expect(query(against)).toMatchObject(compared);
  expect(viewWholeQuery(against)).toMatchObject({ providers: ["github"] });
  expect(viewWholeQuery(against)).not.toHaveProperty("breakdowns");
  expect(viewSpendWholeQuery(against, false)).not.toHaveProperty("cumulative");
  expect(viewSpendWholeQuery(against, true)).toMatchObject({ ...compared, cumulative: true });
  expect(filterOptionsQuery(against, "team").compare).toBe("none");
  expect([isCompared(against), hasParts(against), isCompared(view), hasParts(view)]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

it("leaves the cards unfiltered", () => {
  expect(overviewQuery(narrowed)).toEqual(overviewQuery(view));
});

it("leaves one filter open where its own values are listed", () => {
  expect(viewGranularQuery(narrowed, "file_type")).toEqual({
    ...days,
    exclude_team_ids: ["docs"],
    providers: ["github"],
    interval: "day",
  });
  expect(viewGranularQuery(narrowed, "provider")).toEqual({
    ...days,
    exclude_team_ids: ["docs"],
    file_types: ["text/markdown", null],
    interval: "day",
  });
  const options = filterOptionsQuery(narrowed, "provider");
  expect(options).toMatchObject({ breakdowns: ["provider"], file_types: ["text/markdown", null], top: 200 });
  expect(options).not.toHaveProperty("providers");
});

it("only asks what the contracts accept", () => {
  const broken = { ...narrowed, breakdown: ["team", "file_type"] as ResolvedView["breakdown"] };
  const asked = [
    [usageSeries, viewSeriesQuery(broken)],
    [usageSeries, overviewQuery(view)],
    [usageSeries, filterOptionsQuery(narrowed, "team")],
    [usageGranular, viewGranularQuery(narrowed, "provider")],
    [usageTotals, viewTotalsQuery(view, "o-1")],
  ] as const;
  for (const [endpoint, query] of asked) {
    const search = new URL(addressOf(endpoint, query), "http://localhost").searchParams;
    const { tenant_id: _, ...sent } = { tenant_id: null, ...query };
    expect(endpoint.query?.parse(Object.fromEntries(search))).toEqual(sent);
  }
});
