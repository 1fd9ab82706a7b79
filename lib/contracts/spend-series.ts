import * as z from "zod";
import { calendarDay, decimal, flag, utcInstant } from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";
import { SERIES_CHECKS, seriesMeta, seriesParameters } from "@/lib/contracts/usage-series";
import { DIMENSIONS } from "@/lib/domain/dimensions";

/** Who may see money. */
export const MONEY_ACCESS = { role: "finance", scope: "read" } as const;

const query = z
  .strictObject({
    ...seriesParameters,
    start_date: calendarDay
      .optional()
      .describe("First day of the range, included; without any range the current billing period"),
    cumulative: flag
      .optional()
      .describe("What the billing period has come to by the end of each bucket; false unless given"),
  })
  .check(...SERIES_CHECKS);

export const spendSeriesResult = z
  .object({
    id: z.int(),
    key: z
      .string()
      .describe(
        "JSON array of the type, if asked for, and then the asked dimensions; of another currency than the main one with that last",
      ),
    label: z.string(),
    breakdown_type: z.enum([...DIMENSIONS, "multiple", "other"]).nullable(),
    breakdown_value: z.union([z.string(), z.array(z.string().nullable()), z.null()]),
    usage_type: z.string().nullable().describe("null where several are together"),
    unit: z.string().describe("The currency"),
    currency: z.string(),
    dates: z.array(z.string()),
    data: z.array(z.number().nullable()),
    data_exact: z.array(decimal.nullable()),
    total: decimal.describe("Of the range, cumulative or not"),
    event_counts: z.array(z.int()),
    compare_label: z.enum(["current", "previous"]),
    member_count: z.int().optional().describe("How many series the folded rest stands for"),
  })
  .meta({ id: "SpendSeriesResult" });

const response = z
  .object({
    status: z.literal("ok"),
    type: z.literal("timeseries"),
    customer_id: z.string().nullable(),
    results: z.array(spendSeriesResult),
    next: z.string().nullable(),
    total_count: z.int(),
    meta: z.object({
      ...seriesMeta,
      currency: z.string().describe("The main currency: the organization's, else the first of currencies"),
      currencies: z.array(z.string()).describe("All that are in the range; they are never added together"),
      cumulative: z.boolean(),
      marks: z
        .array(
          z.object({
            at: utcInstant,
            kind: z.enum(["period", "price"]),
            usage_types: z
              .array(z.string())
              .describe("Whose price begins, ends or changes; none of a period"),
          }),
        )
        .describe("Where tiers begin again inside the range: new billing periods, and changes of prices"),
    }),
  })
  .meta({ id: "SpendSeries" });

export const spendSeries = defineEndpoint({
  id: "getSpendSeries",
  method: "GET",
  path: "/api/billing/spend",
  summary: "Spend per bucket, meter and breakdown",
  description:
    "Before minimum, maximum, discounts and credits. The spend of a bucket is the rounded cost of its billing period up to its end less that up to its start: buckets add up to the amounts of the period's lines, in any time zone, and a volume price may make one negative. Other dimensions than the type are shares in proportion to the volume of the meter in the bucket, by largest remainder; what nobody used belongs to `(none)`. With interval=billing_period the buckets are those of the billing zone.",
  access: MONEY_ACCESS,
  query,
  response,
});
export type SpendSeriesQuery = EndpointInput<typeof spendSeries>;
export type SpendSeriesAnswer = EndpointResponse<typeof spendSeries>;
export type SpendSeriesResult = z.output<typeof spendSeriesResult>;
