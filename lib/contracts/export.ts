import * as z from "zod";
import { calendarDay, coded } from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput } from "@/lib/contracts/endpoint";
import { periodName } from "@/lib/contracts/spend-lines";
import { MONEY_ACCESS } from "@/lib/contracts/spend-series";
import { seriesParameters, UNCOMPARED_CHECKS } from "@/lib/contracts/usage-series";
import { EXPORT_FORMATS } from "@/lib/domain/export/export-table";

const {
  page_size: _size,
  after: _after,
  compare: _compare,
  compare_start_date: _start,
  ...spendParameters
} = seriesParameters;

export const EXPORT_DATASETS = ["spend", "lines"] as const;

const query = z
  .strictObject({
    dataset: z.enum(EXPORT_DATASETS).describe("What to export").meta({ example: "lines" }),
    format: z
      .enum(EXPORT_FORMATS)
      .default("csv")
      .describe("focus is CSV in the columns of FOCUS 1.2, of lines only"),
    period: periodName.optional().describe("Of lines: current unless given").meta({ example: "2026-11" }),
    ...spendParameters,
    start_date: calendarDay
      .optional()
      .describe("Of spend: first day of the range, included; the current billing period unless given"),
  })
  .check(
    ({ value, issues }) => {
      const refuse = (path: string, message: string) =>
        issues.push({
          code: "custom",
          input: value,
          path: [path],
          ...coded("conflicting_parameters", message),
        });
      if (value.format === "focus" && value.dataset !== "lines")
        refuse("format", "focus is for dataset=lines only");
      if (value.period !== undefined && value.dataset !== "lines")
        refuse("period", "is for dataset=lines only");
      if (value.dataset !== "lines") return;
      const {
        dataset: _,
        format: __,
        period: ___,
        organization_id: ____,
        interval: _____,
        ...others
      } = value;
      for (const [name, given] of Object.entries(others))
        if (given !== undefined) refuse(name, "is not for dataset=lines, which has a period");
    },
    ...UNCOMPARED_CHECKS,
  );

export const exportFile = defineEndpoint({
  id: "exportFile",
  method: "GET",
  path: "/api/billing/export",
  summary: "Download a data set as CSV, JSON, NDJSON or FOCUS 1.2",
  description:
    "Streamed as an attachment, the same numbers as the screen. CSV is RFC 4180 in UTF-8 with exact decimals and ISO instants; text that a spreadsheet would take for a formula begins with an apostrophe. `spend` has a row per series and a column per bucket; `lines` has the lines of a billing period and its adjustments, which add up to the total; `focus` the same as FOCUS charges, each tier a row.",
  access: MONEY_ACCESS,
  query,
  response: z.unknown().meta({ description: "The file" }),
});
export type ExportQuery = EndpointInput<typeof exportFile>;
