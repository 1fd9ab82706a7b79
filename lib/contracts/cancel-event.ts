import * as z from "zod";
import { chosenOrganization, utcInstant } from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";

const eventId = z
  .string()
  .regex(/^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/)
  .describe("Our id of the event")
  .meta({ format: "uuid", example: "5f0c1a52-7f3e-8c55-9d0b-6a1f2e3b4c5d" });

export const cancelEventEndpoint = defineEndpoint({
  id: "cancelEvent",
  method: "POST",
  path: "/api/billing/events/{id}/cancel",
  summary: "Take an event back",
  description:
    "Appends a correction: the same event at the same time with its sign turned, so that every number follows at once. " +
    "Nothing is updated, and the identity stays taken: the event sent again is a duplicate. A second cancellation, " +
    "or that of a correction, is a 409; an event of an archived time a 400 with the code archived.",
  access: { role: "admin", scope: "admin" },
  params: z.object({ id: eventId }),
  query: z.strictObject({ organization_id: chosenOrganization }),
  response: z
    .object({
      id: z.string().describe("The correction's own id"),
      event_id: z.string().describe("The event that it takes back"),
      occurred_at: utcInstant.describe("When the event happened, and therefore the correction"),
      recorded_at: utcInstant,
    })
    .meta({ id: "CancelledEvent" }),
  status: 201,
});
export type CancelEventInput = EndpointInput<typeof cancelEventEndpoint>;
export type CancelledEvent = EndpointResponse<typeof cancelEventEndpoint>;
