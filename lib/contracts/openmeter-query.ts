import * as z from "zod";
import { instant, timeZone, utcInstant } from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";
import { openMeterAccess, openMeterChosen, openMeterParams } from "@/lib/contracts/openmeter-meters";
import { WINDOW_SIZES } from "@/lib/domain/windows";

const value = z
  .string()
  .max(1024)
  .refine((text) => !text.includes("\u0000"), "must not hold a zero byte");
const values = z.array(value).min(1).max(200);
const list = z.preprocess((given) => (typeof given === "string" ? [given] : given), values);

const question = {
  from: instant.optional().describe("Start, included; the minute of the first event unless given"),
  to: instant
    .optional()
    .describe("End, excluded; the minute after the last event unless given")
    .meta({ example: "2026-12-01T00:00:00Z" }),
  windowSize: z
    .enum(WINDOW_SIZES)
    .optional()
    .describe("The length of a window; one for the whole time unless given"),
  windowTimeZone: timeZone.optional().describe("Where windows begin; UTC unless given"),
  subject: list
    .optional()
    .describe("Only these subjects, each for itself; all together unless given")
    .meta({ example: ["customer-1"] }),
  groupBy: list
    .optional()
    .describe("`subject` or names of the meter's own dimensions; none unless given")
    .meta({ example: ["subject"] }),
  filterGroupBy: z
    .record(z.string().max(64), list)
    .optional()
    .describe("filterGroupBy[name]=value, for several values repeated; all unless given")
    .meta({ example: { model: ["small"] }, param: { style: "deepObject", explode: true } }),
  clientId: z.string().max(200).optional().describe("Ignored; none unless given").meta({ example: "app" }),
};

/** The question in an address, its lists already gathered. */
export const openMeterQuestion = z.strictObject({ ...question, ...openMeterChosen });

const response = z
  .object({
    from: utcInstant.optional(),
    to: utcInstant.optional(),
    windowSize: z.enum(WINDOW_SIZES).optional(),
    data: z.array(
      z.object({
        value: z.number(),
        windowStart: utcInstant,
        windowEnd: utcInstant,
        subject: z.string().nullable(),
        groupBy: z.record(z.string(), z.string().nullable()),
      }),
    ),
  })
  .meta({ id: "OpenMeterQueryResult" });

const description =
  "Only windows that hold events. Windows are whole, also where the range cuts them. With `Accept: text/csv` the rows as CSV.";

export const openMeterQuery = defineEndpoint({
  id: "openMeterQueryMeter",
  method: "GET",
  path: "/api/v1/meters/{slug}/query",
  summary: "Usage of a meter per window and group",
  description: `Lists are repeated parameters. ${description}`,
  access: openMeterAccess.read,
  params: openMeterParams,
  query: openMeterQuestion,
  response,
});

export const openMeterQueryPost = defineEndpoint({
  id: "openMeterQueryMeterByPost",
  method: "POST",
  path: "/api/v1/meters/{slug}/query",
  summary: "Usage of a meter per window and group, asked in a body",
  description,
  access: openMeterAccess.read,
  params: openMeterParams,
  query: z.strictObject(openMeterChosen),
  body: z.strictObject(question),
  response,
});

/** What both ask, with the slug of their path. */
export type OpenMeterQuestion = EndpointInput<typeof openMeterQueryPost>["body"] & { slug: string };
export type OpenMeterQueryResult = EndpointResponse<typeof openMeterQuery>;
