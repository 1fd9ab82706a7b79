import * as z from "zod";
import {
  calendarDay,
  checkRange,
  chosenOrganization,
  coded,
  coverage,
  decimal,
  rangeParameters,
  utcInstant,
} from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";
import { MONEY_ACCESS } from "@/lib/contracts/spend-series";

const parts = {
  previous_amount: decimal,
  current_amount: decimal,
  difference: decimal.describe("volume + price + mix"),
  volume: decimal.describe("The change of quantity at the average cost of a unit before; 0 without a change"),
  price: decimal.describe("What the usage costs more than under the prices at the end of the range before"),
  mix: decimal.describe("The rest: other tiers, included units, fixed amounts, rounding, corrections"),
};

const spendChange = z
  .object({
    usage_type: z.string(),
    label: z.string(),
    unit: z.string(),
    currency: z.string(),
    previous_quantity: decimal,
    current_quantity: decimal,
    ...parts,
  })
  .meta({ id: "SpendChange" });

export const spendChanges = defineEndpoint({
  id: "getSpendChanges",
  method: "GET",
  path: "/api/billing/spend/changes",
  summary: "What changed: the spend of two ranges, split into volume, price and mix",
  description:
    "Per meter, the largest difference first. The three parts add up to the difference exactly, per meter and in total.",
  access: MONEY_ACCESS,
  query: z
    .strictObject({
      ...rangeParameters,
      start_date: calendarDay
        .optional()
        .describe("First day of the range, included; without any range the current billing period up to now"),
      compare: z
        .enum(["previous", "previous_year"])
        .default("previous")
        .describe(
          "The range before: the same number of days directly before (without any range the billing period before, up to the same day), or a year earlier",
        ),
      compare_start_date: calendarDay
        .optional()
        .describe("Where the range before begins; directly before unless given"),
      compare_end_date: calendarDay
        .optional()
        .describe("Its last day, included; needs compare_start_date. The same number of days unless given"),
      organization_id: chosenOrganization,
    })
    .check(checkRange, ({ value, issues }) => {
      const refuse = (path: string, code: "conflicting_parameters" | "range_reversed", message: string) =>
        issues.push({ code: "custom", input: value, path: [path], ...coded(code, message) });
      const { compare, compare_start_date: first, compare_end_date: last } = value;
      if (first !== undefined && compare !== "previous")
        refuse("compare_start_date", "conflicting_parameters", "goes with compare=previous only");
      if (last !== undefined && first === undefined)
        refuse("compare_end_date", "conflicting_parameters", "needs compare_start_date");
      if (first !== undefined && last !== undefined && last < first)
        refuse("compare_end_date", "range_reversed", "must not be before compare_start_date");
    }),
  response: z
    .object({
      changes: z.array(spendChange),
      totals: z.array(z.object({ currency: z.string(), ...parts })).describe("One per currency"),
      meta: z.object({
        ...coverage,
        currency: z.string(),
        compare: z.object({ from: utcInstant, to: utcInstant }),
      }),
    })
    .meta({ id: "SpendChanges" }),
});
export type SpendChangesQuery = EndpointInput<typeof spendChanges>;
export type SpendChanges = EndpointResponse<typeof spendChanges>;
