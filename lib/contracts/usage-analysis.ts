import * as z from "zod";
import { checkRange, chosenOrganization, coverage, rangeParameters } from "@/lib/contracts/common";
import { checkPairs, usageFilters } from "@/lib/contracts/usage-series";
import { STATISTICS_INTERVALS, WEEK_STARTS } from "@/lib/domain/intervals";
import { AGGREGATIONS } from "@/lib/domain/meters";

const { usage_type: _one, usage_types: _many, exclude_usage_types: _without, ...filters } = usageFilters;

/** What every analysis of one meter is asked with: the meter, the range, the interval, and all filters. */
export const analysisParameters = {
  usage_type: z.string().min(1).max(100).describe("The meter to look at").meta({ example: "api" }),
  ...rangeParameters,
  interval: z.enum(STATISTICS_INTERVALS).default("day").describe("The length of a bucket"),
  ...filters,
  organization_id: chosenOrganization,
};

/** The query of an analysis that takes nothing more. */
export const analysisQuery = z.strictObject(analysisParameters).check(checkRange, checkPairs);

/** What an analysis covers: every answer has it as `meta`. */
export const analysisMeta = z
  .object({
    ...coverage,
    usage_type: z.string(),
    unit: z.string(),
    aggregation: z.enum(AGGREGATIONS).describe("Only sums and counts add up over buckets"),
    interval: z.enum(STATISTICS_INTERVALS),
    week_start: z.enum(WEEK_STARTS),
  })
  .meta({ id: "AnalysisMeta" });
