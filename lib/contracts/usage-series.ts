import * as z from "zod";
import {
  calendarDay,
  checkRange,
  chosenOrganization,
  coded,
  coverage,
  decimal,
  flag,
  instant,
  jsonList,
  oneValue,
  rangeParameters,
  utcInstant,
  valueList,
  wholeNumber,
} from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";
import { COMPARISONS } from "@/lib/domain/compare";
import { DIMENSIONS, type Dimension } from "@/lib/domain/dimensions";
import { INTERVALS, WEEK_STARTS } from "@/lib/domain/intervals";
import { AGGREGATIONS } from "@/lib/domain/meters";

const meterKeys = (sentence: string) =>
  jsonList(z.string().min(1).max(100)).optional().describe(sentence).meta({ example: '["api","storage"]' });

/** The filters that every reading endpoint may offer: a list, one value for short, and what to leave out. */
export const usageFilters = {
  usage_types: meterKeys("Meters to show; those with usage unless given"),
  usage_type: oneValue("usage_types", "api"),
  exclude_usage_types: meterKeys("Meters to leave out; none unless given"),
  team_ids: valueList("Only these teams; null among them = no team. All unless given", "web", "app"),
  team_id: oneValue("team_ids", "web"),
  exclude_team_ids: valueList("Teams to leave out; none unless given", "web"),
  providers: valueList("Only these providers; null among them = none. All unless given", "aws", "vercel"),
  provider: oneValue("providers", "aws"),
  exclude_providers: valueList("Providers to leave out; none unless given", "aws"),
  file_types: valueList("Only these MIME types; null among them = none. All unless given", "image/png"),
  file_type: oneValue("file_types", "image/png"),
  exclude_file_types: valueList("MIME types to leave out; none unless given", "image/png"),
  subjects: valueList("Only these subjects; null among them = none. All unless given", "customer-1"),
  subject: oneValue("subjects", "customer-1"),
  exclude_subjects: valueList("Subjects to leave out; none unless given", "customer-1"),
  api_key_ids: valueList("Only these API keys; null among them = none. All unless given", "k3x9w2ab71cd"),
  api_key_id: oneValue("api_key_ids", "k3x9w2ab71cd"),
  exclude_api_key_ids: valueList("API keys to leave out; none unless given", "k3x9w2ab71cd"),
};

const PAIRS = [
  ["usage_type", "usage_types"],
  ["team_id", "team_ids"],
  ["provider", "providers"],
  ["file_type", "file_types"],
  ["subject", "subjects"],
  ["api_key_id", "api_key_ids"],
] as const;

/** A list and its short form cannot both be given. */
export function checkPairs(context: z.core.ParsePayload<Record<string, unknown>>): void {
  for (const [one, many] of PAIRS) {
    if (context.value[one] === undefined || context.value[many] === undefined) continue;
    const issue = coded("conflicting_parameters", `give either ${one} or ${many}`);
    context.issues.push({ code: "custom", input: context.value, path: [one], ...issue });
  }
}

function checkComparison(
  context: z.core.ParsePayload<{ compare: string; compare_start_date?: string | undefined }>,
) {
  if (context.value.compare_start_date === undefined || context.value.compare === "previous") return;
  const issue = coded("conflicting_parameters", "goes with compare=previous only");
  context.issues.push({ code: "custom", input: context.value, path: ["compare_start_date"], ...issue });
}

function checkBreakdowns(context: z.core.ParsePayload<{ breakdowns?: Dimension[] | undefined }>) {
  const { breakdowns = [] } = context.value;
  if (new Set(breakdowns).size === breakdowns.length) return;
  const message = "must not name a dimension twice";
  context.issues.push({ code: "custom", input: breakdowns, path: ["breakdowns"], message });
}

/** The parameters of a series, whatever it counts. */
export const seriesParameters = {
  ...rangeParameters,
  ...usageFilters,
  organization_id: chosenOrganization,
  interval: z.enum(INTERVALS).default("day").describe("The length of a bucket"),
  breakdowns: jsonList(z.enum(DIMENSIONS))
    .optional()
    .describe("Dimensions to split by, in order; none unless given")
    .meta({ example: '["type","team"]' }),
  compare: z
    .enum(COMPARISONS)
    .default("none")
    .describe("A second series for each: the same number of days directly before, or a year earlier"),
  compare_start_date: calendarDay
    .optional()
    .describe("Where the range to compare with begins; directly before unless given"),
  top: wholeNumber(1, 200)
    .optional()
    .describe("Per meter the largest by total, the rest folded into one series; all unless given"),
  exclude_empty: flag.optional().describe("Leave out series whose total is 0; false unless given"),
  show_values_on_series: flag
    .optional()
    .describe("Echoed in meta for the reader's chart; absent unless given"),
  as_of: instant
    .optional()
    .describe("Answer with what had been recorded by then; with everything unless given"),
  page_size: wholeNumber(1, 1000).default(100).describe("Series per page").meta({ example: 100 }),
  after: z
    .string()
    .max(2000)
    .optional()
    .describe("The cursor `next` of the page before; the first page unless given")
    .meta({ example: "WyJ4IiwiNDIiLCJbXCJhcGlcIl0iXQ" }),
};

/** The rules between the parameters of a series that is compared with nothing. */
export const UNCOMPARED_CHECKS = [checkRange, checkPairs, checkBreakdowns] as const;
/** The rules between the parameters of a series. */
export const SERIES_CHECKS = [...UNCOMPARED_CHECKS, checkComparison] as const;

const query = z.strictObject(seriesParameters).check(...SERIES_CHECKS);

export const seriesBucket = z
  .object({ date: z.string(), start: utcInstant, end: utcInstant, partial: z.boolean() })
  .meta({ id: "Bucket" });

export const usageSeriesResult = z
  .object({
    id: z.int(),
    key: z.string().describe("JSON array of the type and then the asked dimensions"),
    label: z.string(),
    breakdown_type: z.enum([...DIMENSIONS, "multiple", "other"]).nullable(),
    breakdown_value: z.union([z.string(), z.array(z.string().nullable()), z.null()]),
    usage_type: z.string(),
    aggregation: z.enum(AGGREGATIONS).describe("Only sums and counts add up over buckets and series"),
    unit: z.string(),
    dates: z.array(z.string()),
    data: z.array(z.number().nullable()),
    data_exact: z.array(decimal.nullable()),
    total: decimal.nullable(),
    event_counts: z.array(z.int()),
    compare_label: z.enum(["current", "previous"]),
    member_count: z.int().optional().describe("How many series the folded rest stands for"),
  })
  .meta({ id: "UsageSeriesResult" });

/** What every answer of series says about itself. */
export const seriesMeta = {
  ...coverage,
  interval: z.enum(INTERVALS),
  week_start: z.enum(WEEK_STARTS),
  buckets: z.array(seriesBucket),
  show_values_on_series: z.boolean().optional(),
  compare: z
    .object({ from: utcInstant, to: utcInstant, buckets: z.array(seriesBucket) })
    .optional()
    .describe("What the previous series cover"),
};

const response = z
  .object({
    status: z.literal("ok"),
    type: z.literal("timeseries"),
    customer_id: z.string().nullable(),
    results: z.array(usageSeriesResult),
    next: z.string().nullable(),
    total_count: z.int(),
    meta: z.object({
      ...seriesMeta,
      opening: z
        .array(
          z.object({
            usage_type: z.string(),
            total: decimal,
            data_exact: z.array(decimal).describe("Per bucket"),
          }),
        )
        .optional()
        .describe(
          "What of the current series together was loaded as sums, without events; left out where nothing",
        ),
    }),
  })
  .meta({ id: "UsageSeries" });

export const usageSeries = defineEndpoint({
  id: "getUsageSeries",
  method: "GET",
  path: "/api/billing/usage",
  summary: "Usage per bucket, meter and breakdown",
  description: "One series per meter and breakdown value. Usage never adds different units.",
  access: { role: "member", scope: "read" },
  query,
  response,
});

export type UsageSeriesQuery = EndpointInput<typeof usageSeries>;
export type UsageSeries = EndpointResponse<typeof usageSeries>;
export type UsageSeriesResult = z.output<typeof usageSeriesResult>;
