import * as z from "zod";
import { coverage, decimal, flag, utcInstant, wholeNumber } from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";
import { traceSpend } from "@/lib/contracts/trace-spend";
import { usageEventItem } from "@/lib/contracts/usage-events";
import { SERIES_CHECKS, seriesBucket, seriesParameters } from "@/lib/contracts/usage-series";
import { INTERVALS, WEEK_STARTS } from "@/lib/domain/intervals";
import { SOURCES } from "@/lib/domain/planner";

const query = z
  .strictObject({
    ...seriesParameters,
    page_size: seriesParameters.page_size.describe("As in the series; changes nothing here"),
    after: seriesParameters.after.describe(
      "As in the series; changes nothing here, and is absent unless given",
    ),
    key: z
      .string()
      .min(1)
      .max(4000)
      .describe("`key` of the series; needed, as there is no series without it")
      .meta({ example: '["api"]' }),
    date: z
      .string()
      .min(1)
      .max(64)
      .describe("One of `dates` of the series; needed, as there is no number without it")
      .meta({ example: "2026-11-20" }),
    compare_label: z
      .enum(["current", "previous"])
      .default("current")
      .describe("Whether the number stands in the series itself or in the one it is compared with"),
    spend: flag
      .default(false)
      .describe("Also what the number cost: price, tiers, rounding and line. Needs the role finance"),
    limit: wholeNumber(1, 200).default(50).describe("Events per page").meta({ example: 50 }),
    cursor: z
      .string()
      .max(2000)
      .optional()
      .describe("next_cursor of the answer before; the first events unless given")
      .meta({ example: "WyJ4IiwyLCIyMDI2LTExLTAxVDAwOjAwOjAwLjAwMDAwMFoiXQ" }),
  })
  .check(...SERIES_CHECKS);

const rollupRow = z
  .object({
    table: z.enum(SOURCES),
    from: utcInstant.describe("The day or quarter hour of the row"),
    fact: z
      .string()
      .describe("What the row counts: the outcome of uploads or requests, or a meter's own events"),
    team_id: z.string().nullable(),
    provider: z.string().nullable(),
    file_type: z.string().nullable(),
    event_count: z.int(),
    quantity: decimal,
    amount: decimal.describe("What of the row is in the value"),
  })
  .meta({ id: "RollupRow" });

export const usageTrace = defineEndpoint({
  id: "traceUsage",
  method: "GET",
  path: "/api/billing/usage/trace",
  summary: "Prove a number: the rollup rows and the events that it is made of, and what it cost",
  description:
    "Takes the parameters of a series with its key and one of its dates. The value is read as the series reads it, " +
    "and recomputed from the events.",
  access: { role: "member", scope: "read" },
  query,
  response: z
    .object({
      key: z.string(),
      usage_type: z.string(),
      unit: z.string(),
      value: decimal.nullable().describe("As the series has it"),
      rollup_rows: z
        .array(rollupRow)
        .describe("The first 1,000; their amounts add up to the value. None where it was read from events"),
      rollup_row_count: z.int(),
      event_count: z.int().describe("Events that have a value; a correction takes one away"),
      event_sum: decimal
        .nullable()
        .describe("What the events come to, recomputed from them by the meter's aggregation"),
      opening_sum: decimal.describe("Sums from before the events that are in the value"),
      reconciles: z.boolean().describe("Whether value = event_sum + opening_sum, exactly"),
      events: z.array(usageEventItem).describe("The latest first, corrections among them"),
      next_cursor: z.string().nullable(),
      spend: traceSpend.nullable().describe("null unless asked for"),
      meta: z.object({
        ...coverage,
        interval: z.enum(INTERVALS),
        week_start: z.enum(WEEK_STARTS),
        bucket: seriesBucket,
        sources: z
          .array(z.object({ table: z.enum(SOURCES), from: utcInstant, to: utcInstant }))
          .describe("What was read for the value"),
        reason: z.string().describe("Why these tables"),
      }),
    })
    .meta({ id: "UsageTrace" }),
});
export type UsageTraceQuery = EndpointInput<typeof usageTrace>;
export type UsageTrace = EndpointResponse<typeof usageTrace>;
