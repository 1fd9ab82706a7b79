import * as z from "zod";
import { shownName } from "@/lib/contracts/account-fields";
import { delivery } from "@/lib/contracts/alerts";
import { chosenOrganization, utcInstant } from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";
import { pageParameters, pagination } from "@/lib/contracts/pages";
import { DESTINATION_CHANNELS } from "@/lib/domain/alerts/rule";

const access = { role: "admin", scope: "admin" } as const;
const query = z.strictObject({ organization_id: chosenOrganization });
const params = z.object({
  id: z.uuid().describe("The destination's id").meta({ example: "5f0c1a52-7f3e-4c55-9d0b-6a1f2e3b4c5d" }),
});

export const alertDestination = z
  .object({
    id: z.string(),
    channel: z.enum(DESTINATION_CHANNELS),
    name: z.string(),
    address: z.string().describe("A mail address; of a webhook only the host, since its path is a secret"),
    enabled: z.boolean(),
    disabled_reason: z
      .string()
      .nullable()
      .describe("Why the product itself switched it off, such as an answer 410"),
    created_at: utcInstant,
  })
  .meta({ id: "AlertDestination" });
export type AlertDestinationAnswer = z.output<typeof alertDestination>;

export const alertDestinations = defineEndpoint({
  id: "listAlertDestinations",
  method: "GET",
  path: "/api/billing/alert-destinations",
  summary: "Where alerts go besides the application",
  access,
  query: z.strictObject({
    ...pageParameters("Destinations"),
    organization_id: chosenOrganization,
  }),
  response: z.object({
    alert_destinations: z.array(alertDestination),
    pagination,
  }),
});
export type AlertDestinationsQuery = EndpointInput<typeof alertDestinations>;
export type AlertDestinations = EndpointResponse<typeof alertDestinations>;

const address = z
  .string()
  .min(1)
  .max(2000)
  .describe("A mail address, or the address of a webhook on the public Internet, by https")
  .meta({ example: "https://hooks.example.com/meterline" });

export const alertDestinationCreate = defineEndpoint({
  id: "createAlertDestination",
  method: "POST",
  path: "/api/billing/alert-destinations",
  summary: "Add a destination for alerts",
  description:
    "A webhook is signed as Standard Webhooks say, with the secret in the answer: it is shown this once. Slack's incoming webhooks, and what speaks like them, have the channel slack.",
  access,
  query,
  body: z.strictObject({
    channel: z.enum(DESTINATION_CHANNELS).meta({ example: "webhook" }),
    name: shownName.meta({ example: "On-call" }),
    address,
    secret: z
      .string()
      .max(200)
      .regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, "must be whsec_ and 24 to 64 bytes in base64")
      .optional()
      .describe("For webhooks: a secret of your own; one is made unless given"),
  }),
  response: alertDestination.extend({
    secret: z.string().nullable().describe("Of a webhook; shown this once").meta({ example: "whsec_…" }),
  }),
  status: 201,
  holdsSecret: true,
});
export type AlertDestinationCreateInput = EndpointInput<typeof alertDestinationCreate>;
export type AlertDestinationCreated = EndpointResponse<typeof alertDestinationCreate>;

export const alertDestinationChange = defineEndpoint({
  id: "changeAlertDestination",
  method: "PATCH",
  path: "/api/billing/alert-destinations/{id}",
  summary: "Rename a destination, change its address, or switch it on or off",
  access,
  params,
  query,
  body: z.strictObject({
    name: shownName.optional(),
    address: address.optional(),
    enabled: z.boolean().optional(),
  }),
  response: alertDestination,
});
export type AlertDestinationChangeInput = EndpointInput<typeof alertDestinationChange>;

export const alertDestinationDelete = defineEndpoint({
  id: "deleteAlertDestination",
  method: "DELETE",
  path: "/api/billing/alert-destinations/{id}",
  summary: "Remove a destination; what was on its way to it fails",
  access,
  params,
  query,
  response: z.undefined(),
  status: 204,
});
export type AlertDestinationDeleteInput = EndpointInput<typeof alertDestinationDelete>;

export const alertDestinationTest = defineEndpoint({
  id: "testAlertDestination",
  method: "POST",
  path: "/api/billing/alert-destinations/{id}/test",
  summary: "Send a test now",
  description: "Answers with how the first attempt ended.",
  access,
  params,
  query,
  response: delivery,
});
export type AlertDestinationTestInput = EndpointInput<typeof alertDestinationTest>;
export type AlertDestinationTest = EndpointResponse<typeof alertDestinationTest>;
