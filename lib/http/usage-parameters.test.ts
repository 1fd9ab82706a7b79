import { describe, expect, it } from "vitest";
import type { AnyEndpoint } from "@/lib/contracts/endpoint";
import { usageGranular } from "@/lib/contracts/usage-granular";
import { usagePeaks } from "@/lib/contracts/usage-peaks";
import { usageSeries } from "@/lib/contracts/usage-series";
import { usageStatistics } from "@/lib/contracts/usage-statistics";
import { usageTotals } from "@/lib/contracts/usage-totals";
import { errorResponse } from "./error-response";
import { parseRequest } from "./parse-request";

async function refusal(endpoint: AnyEndpoint, search: string) {
  const params = { tenant_id: "0d9c1a52-7f3e-4c55-9d0b-6a1f2e3b4c5d" };
  const request = new Request(`http://localhost${endpoint.path}?${search}`);
  const refused = await parseRequest(endpoint, request, params).then(
    () => undefined,
    (error: unknown) => errorResponse(error, "request"),
  );
  if (!refused) return undefined;
  const body: { code: string; errors: Record<string, string[]> } = await refused.json();
  return { status: refused.status, code: body.code, fields: Object.keys(body.errors) };
}

describe("a wrong parameter is a 400 that names it", () => {
  it.each<[string, string, string]>([
    ["interval=fortnight", "invalid_parameter", "interval"],
    ["nonsense=1", "unknown_parameter", "nonsense"],
    ["constructor=1", "unknown_parameter", "constructor"],
    ["__proto__=1", "unknown_parameter", "__proto__"],
    ["interval=day&interval=week", "duplicate_parameter", "interval"],
    ['team_id=web&team_ids=["web"]', "conflicting_parameters", "team_id"],
    ['usage_type=api&usage_types=["api"]', "conflicting_parameters", "usage_type"],
    ["start_date=2026-11-01&from=2026-11-01T00:00Z&to=2026-11-02T00:00Z", "ambiguous_range", "from"],
    ["timezone=Mars/Olympus", "unknown_time_zone", "timezone"],
    ["timezone=%2B02:00", "unknown_time_zone", "timezone"],
    ["start_date=2026-02-29", "invalid_date", "start_date"],
    ["from=2026-11-01T24:00Z&to=2026-11-02T00:00Z", "invalid_date", "from"],
    ["start_date=2026-11-02&end_date=2026-11-01", "range_reversed", "end_date"],
    ["end_date=2026-11-01", "invalid_parameter", "start_date"],
    ["from=2026-11-01T00:00Z", "invalid_parameter", "to"],
    ["breakdowns=team", "invalid_parameter", "breakdowns"],
    ['breakdowns=["planet"]', "invalid_parameter", "breakdowns"],
    ['breakdowns=["team","team"]', "invalid_parameter", "breakdowns"],
    ['team_ids=["%5Cu0000"]', "invalid_parameter", "team_ids"],
    ["team_id=%00", "invalid_parameter", "team_id"],
    ["top=0", "invalid_parameter", "top"],
    ["top=201", "invalid_parameter", "top"],
    ["page_size=1001", "invalid_parameter", "page_size"],
    ["page_size=ten", "invalid_parameter", "page_size"],
    ["exclude_empty=perhaps", "invalid_parameter", "exclude_empty"],
    ["compare_start_date=2026-01-01", "conflicting_parameters", "compare_start_date"],
    ["organization_id=acme", "invalid_parameter", "organization_id"],
  ])("%s", async (search, code, field) => {
    expect(await refusal(usageSeries, search)).toEqual({ status: 400, code, fields: [field] });
  });

  it.each<[string, AnyEndpoint, string, string]>([
    ['subjects=["a"]', usageGranular, "unknown_parameter", "subjects"],
    ['provider=aws&providers=["aws"]', usageGranular, "conflicting_parameters", "provider"],
    ["", usageStatistics, "invalid_parameter", "usage_type"],
    ["usage_type=api&interval=billing_period", usageStatistics, "invalid_parameter", "interval"],
    ['usage_type=api&usage_types=["api"]', usageStatistics, "unknown_parameter", "usage_types"],
    ['usage_type=api&team_id=a&team_ids=["a"]', usageStatistics, "conflicting_parameters", "team_id"],
    ["usage_type=api&limit=0", usagePeaks, "invalid_parameter", "limit"],
    ["usage_type=api&limit=1001", usagePeaks, "invalid_parameter", "limit"],
    ["feature_keys=api", usageTotals, "invalid_parameter", "feature_keys"],
    ["period_start=yesterday", usageTotals, "invalid_date", "period_start"],
    ["timezone=Nowhere", usageTotals, "unknown_time_zone", "timezone"],
  ])("%s", async (search, endpoint, code, field) => {
    expect(await refusal(endpoint, search)).toEqual({ status: 400, code, fields: [field] });
  });
});

it.each([
  "",
  'usage_types=["api","storage"]&team_ids=[null,"web"]&breakdowns=["type","team"]&top=5&page_size=10',
  "start_date=2026-11-01&end_date=2026-11-30&interval=billing_period&exclude_empty=1&show_values_on_series=false",
  "from=2026-11-01T00:00:00%2B01:00&to=2026-11-02T00:00&timezone=Europe/Berlin&compare=previous",
])("takes %s", async (search) => {
  expect(await refusal(usageSeries, search)).toBeUndefined();
});
