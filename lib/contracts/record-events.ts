import * as z from "zod";
import { chosenOrganization, flag } from "@/lib/contracts/common";
import { defineEndpoint, type EndpointResponse } from "@/lib/contracts/endpoint";
import { event } from "@/lib/contracts/event";
import { EVENT_REFUSALS } from "@/lib/domain/event";

export const eventResult = z
  .object({
    index: z.int().describe("Place in what was sent, from 0"),
    id: z.string().nullable().describe("The sender's id, where it could be read"),
    event_id: z.string().nullable().describe("Our id"),
    status: z.enum(["accepted", "duplicate", "conflict", "rejected"]),
    code: z.enum(EVENT_REFUSALS).optional(),
    detail: z.string().optional(),
  })
  .meta({ id: "EventResult" });

const response = z
  .object({
    accepted: z.int(),
    duplicates: z.int(),
    conflicts: z.int(),
    rejected: z.int(),
    results: z.array(eventResult).describe("What was not accepted; everything with verbose=true"),
    results_truncated: z.boolean().optional().describe("Of a long stream only the first 1,000 are listed"),
  })
  .meta({ id: "RecordedEvents" });

export const recordEventsEndpoint = defineEndpoint({
  id: "recordEvents",
  method: "POST",
  path: "/api/billing/events",
  summary: "Record events",
  description:
    "CloudEvents 1.0 (single, batch or binary mode), plain JSON (object or array), or NDJSON of any length, each optionally gzip. " +
    "An event is identified by organization, source and id and counts once, so sending again after a failure is safe. " +
    "One bad event never refuses the others. The answer comes after the commit.",
  access: { role: "admin", scope: "ingest" },
  query: z.strictObject({
    verbose: flag.optional().describe("List accepted events too; false unless given"),
    organization_id: chosenOrganization,
  }),
  body: z.union([event, z.array(event)]),
  bodyTypes: [
    "application/json",
    "application/cloudevents+json",
    "application/cloudevents-batch+json",
    "application/x-ndjson",
  ],
  response,
});

export type RecordEventsAnswer = EndpointResponse<typeof recordEventsEndpoint>;
