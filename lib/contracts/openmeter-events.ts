import * as z from "zod";
import { instant, utcInstant, wholeNumber } from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";
import { event } from "@/lib/contracts/event";
import { openMeterAccess, openMeterChosen } from "@/lib/contracts/openmeter-meters";

export const openMeterIngest = defineEndpoint({
  id: "openMeterIngestEvents",
  method: "POST",
  path: "/api/v1/events",
  summary: "Record events",
  description:
    "As POST /api/billing/events takes them. 204 when all are recorded, were before, or conflict with what was; 400 names the refused ones, and the others are recorded all the same.",
  access: openMeterAccess.ingest,
  query: z.strictObject(openMeterChosen),
  body: z.union([event, z.array(event)]),
  bodyTypes: ["application/cloudevents+json", "application/cloudevents-batch+json", "application/json"],
  response: z.undefined(),
  status: 204,
});

const text = (sentence: string, example: string) =>
  z
    .string()
    .min(1)
    .max(1024)
    .refine((given) => !given.includes("\u0000"), "must not hold a zero byte")
    .optional()
    .describe(`${sentence}; all unless given`)
    .meta({ example });
const time = (sentence: string) => instant.optional().describe(`${sentence}; any time unless given`);

export const openMeterEvents = defineEndpoint({
  id: "openMeterListEvents",
  method: "GET",
  path: "/api/v1/events",
  summary: "Recorded events, the latest first",
  access: openMeterAccess.read,
  query: z.strictObject({
    from: time("Happened at or after"),
    to: time("Happened before"),
    ingestedAtFrom: time("Recorded at or after"),
    ingestedAtTo: time("Recorded before"),
    id: text("The sender's id", "event-1"),
    source: text("The sender", "my-app"),
    subject: text("The subject", "customer-1"),
    limit: wholeNumber(1, 100).default(100).describe("At most so many").meta({ example: 100 }),
    clientId: text("Ignored", "app"),
    ...openMeterChosen,
  }),
  response: z.array(
    z
      .object({
        event: z.object({
          id: z.string(),
          source: z.string(),
          specversion: z.literal("1.0"),
          type: z.string(),
          subject: z.string().optional(),
          time: utcInstant,
          data: z.record(z.string(), z.unknown()).nullable(),
        }),
        ingestedAt: utcInstant,
        storedAt: utcInstant,
      })
      .meta({ id: "OpenMeterEvent" }),
  ),
});
export type OpenMeterEventsQuery = EndpointInput<typeof openMeterEvents>;
export type OpenMeterEvents = EndpointResponse<typeof openMeterEvents>;
