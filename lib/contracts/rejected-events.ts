import * as z from "zod";
import { chosenOrganization, jsonList, utcInstant, wholeNumber } from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";
import { pagination } from "@/lib/contracts/pages";
import { eventResult } from "@/lib/contracts/record-events";
import { EVENT_REFUSALS } from "@/lib/domain/event";
import { REJECTED_STATUSES } from "@/lib/domain/rejected-events";

const access = { role: "admin", scope: "admin" } as const;

const rejectedEvent = z
  .object({
    id: z.string().describe("Of this entry: the same event sent again is the same entry"),
    status: z.enum(REJECTED_STATUSES),
    code: z.enum(EVENT_REFUSALS).nullable().describe("Why it was rejected; null for conflicts"),
    detail: z.string(),
    source: z.string().nullable().describe("As sent, where it could be read"),
    source_id: z.string().nullable().describe("The sender's id, where it could be read"),
    event: z.unknown().describe("As sent; null when it is truncated"),
    event_truncated: z.boolean().describe("Whether it was larger than 64 kB and is not kept"),
    times_received: z.int(),
    first_received_at: utcInstant,
    received_at: utcInstant.describe("The last time"),
    expires_at: utcInstant.describe("30 days after that"),
  })
  .meta({ id: "RejectedEvent" });

export const rejectedEvents = defineEndpoint({
  id: "listRejectedEvents",
  method: "GET",
  path: "/api/billing/events/rejected",
  summary: "Events that were kept out, the last received first",
  description:
    "Rejected and conflicting events of the last 30 days, the newest 10,000 of an organization. " +
    "Rows of files that the command line loads are listed beside the file instead.",
  access,
  query: z.strictObject({
    page: wholeNumber(1, 10_000).optional().describe("Which page; the first unless given"),
    limit: wholeNumber(1, 200).default(50).describe("Entries per page").meta({ example: 50 }),
    cursor: z
      .string()
      .max(512)
      .optional()
      .describe("next_cursor of the page before; without it the page is counted from the start")
      .meta({ example: "WzIsIjIwMjYtMTEtMDFUMDA6MDA6MDAuMDAwWiJd" }),
    status: z
      .enum(REJECTED_STATUSES)
      .optional()
      .describe("Rejected or conflicting ones only; both unless given"),
    codes: jsonList(z.enum(EVENT_REFUSALS))
      .optional()
      .describe("Rejected for these reasons; all unless given")
      .meta({ example: '["no_meter","too_old"]' }),
    code: z.enum(EVENT_REFUSALS).optional().describe("One reason, short for codes; all unless given"),
    organization_id: chosenOrganization,
  }),
  response: z.object({
    rejected_events: z.array(rejectedEvent),
    pagination: z.object({ ...pagination.shape, next_cursor: z.string().nullable() }),
  }),
});
export type RejectedEventsQuery = EndpointInput<typeof rejectedEvents>;
export type RejectedEvents = EndpointResponse<typeof rejectedEvents>;

export const rejectedEventReplay = defineEndpoint({
  id: "replayRejectedEvent",
  method: "POST",
  path: "/api/billing/events/rejected/{id}/replay",
  summary: "Send an event that was kept out again",
  description:
    "As it was, or corrected by event. Without a time it happened when it was first received. " +
    "An accepted one, or one that is recorded already, leaves the list.",
  access,
  params: z.object({
    id: z.uuid().describe("The entry's id").meta({ example: "5f0c1a52-7f3e-8c55-9d0b-6a1f2e3b4c5d" }),
  }),
  query: z.strictObject({ organization_id: chosenOrganization }),
  body: z.strictObject({ event: z.unknown().optional().describe("The event, corrected") }).optional(),
  response: eventResult,
});
export type RejectedEventReplayInput = EndpointInput<typeof rejectedEventReplay>;
export type RejectedEventReplay = EndpointResponse<typeof rejectedEventReplay>;
