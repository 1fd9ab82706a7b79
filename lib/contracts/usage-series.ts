import * as z from "zod";
import {
  calendarDay,
  checkRange,
  coded,
  coverage,
  decimal,
  flag,
  instant,
  jsonList,
  openValue,
  organizationId,
  rangeParameters,
  utcInstant,
  wholeNumber,
} from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";
import { COMPARISONS } from "@/lib/domain/compare";
import { DIMENSIONS, type Dimension } from "@/lib/domain/dimensions";
import { INTERVALS, WEEK_STARTS } from "@/lib/domain/intervals";

const values = jsonList(openValue).optional();
const oneValue = z.string().min(1).max(512).optional();

/** The filters that every reading endpoint may offer: a list, one value for short, and what to leave out. */
export const usageFilters = {
  usage_types: jsonList(z.string().min(1).max(100))
    .optional()
    .describe("Meters to show; all with usage unless given"),
  usage_type: oneValue.describe("One meter, short for usage_types"),
  exclude_usage_types: jsonList(z.string().min(1).max(100)).optional(),
  team_ids: values,
  team_id: oneValue,
  exclude_team_ids: values,
  providers: values,
  provider: oneValue,
  exclude_providers: values,
  file_types: values,
  file_type: oneValue,
  exclude_file_types: values,
  subjects: values,
  subject: oneValue,
  exclude_subjects: values,
  api_key_ids: values,
  api_key_id: oneValue,
  exclude_api_key_ids: values,
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

const query = z
  .strictObject({
    ...rangeParameters,
    ...usageFilters,
    organization_id: organizationId.optional(),
    interval: z.enum(INTERVALS).default("day").describe("The length of a bucket"),
    breakdowns: jsonList(z.enum(DIMENSIONS)).optional().describe("Dimensions to split by, in order"),
    compare: z
      .enum(COMPARISONS)
      .default("none")
      .describe("A second series for each: the same number of days directly before, or a year earlier"),
    compare_start_date: calendarDay.optional().describe("Where the range to compare with begins instead"),
    top: wholeNumber(1, 200).optional().describe("Per meter: the largest by total, the rest folded"),
    exclude_empty: flag.optional().describe("Leave out series whose total is 0"),
    show_values_on_series: flag.optional().describe("Echoed in meta for the reader's chart"),
    as_of: instant.optional().describe("Answer with what was recorded by then"),
    page_size: wholeNumber(1, 1000).default(100),
    after: z.string().max(2000).optional().describe("The cursor `next` of the page before"),
  })
  .check(checkRange, checkPairs, checkComparison, checkBreakdowns);

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

const response = z
  .object({
    status: z.literal("ok"),
    type: z.literal("timeseries"),
    customer_id: z.string().nullable(),
    results: z.array(usageSeriesResult),
    next: z.string().nullable(),
    total_count: z.int(),
    meta: z.object({
      ...coverage,
      interval: z.enum(INTERVALS),
      week_start: z.enum(WEEK_STARTS),
      buckets: z.array(seriesBucket),
      show_values_on_series: z.boolean().optional(),
      compare: z
        .object({ from: utcInstant, to: utcInstant, buckets: z.array(seriesBucket) })
        .optional()
        .describe("What the previous series cover"),
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
