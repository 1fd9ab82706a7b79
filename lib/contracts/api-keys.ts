import * as z from "zod";
import { shownName } from "@/lib/contracts/account-fields";
import { chosenOrganization, utcInstant, wholeNumber } from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";
import { SCOPES } from "@/lib/domain/viewer";

export const apiKey = z
  .object({
    id: z.string(),
    name: z.string(),
    prefix: z.string().describe("How the key begins").meta({ example: "mk_live_k3x9w2ab71cd" }),
    last_four: z.string(),
    scopes: z.array(z.enum(SCOPES)),
    created_by: z.string().nullable(),
    created_at: utcInstant,
    expires_at: utcInstant.nullable(),
    last_used_at: utcInstant.nullable().describe("To the minute"),
  })
  .meta({ id: "ApiKey" });

const access = { role: "admin", scope: "admin" } as const;
const chosen = { organization_id: chosenOrganization };

export const apiKeys = defineEndpoint({
  id: "listApiKeys",
  method: "GET",
  path: "/api/billing/api-keys",
  summary: "The API keys that are not revoked",
  access,
  query: z.strictObject({
    page: wholeNumber(1, 10_000).default(1).describe("Which page"),
    limit: wholeNumber(1, 200).default(50).describe("Keys per page").meta({ example: 50 }),
    ...chosen,
  }),
  response: z.object({
    api_keys: z.array(apiKey),
    pagination: z.object({
      page: z.int(),
      limit: z.int(),
      total_items: z.int(),
      total_pages: z.int(),
      next_cursor: z.null(),
    }),
  }),
});
export type ApiKeysQuery = EndpointInput<typeof apiKeys>;
export type ApiKeys = EndpointResponse<typeof apiKeys>;

export const apiKeyCreate = defineEndpoint({
  id: "createApiKey",
  method: "POST",
  path: "/api/billing/api-keys",
  summary: "Create an API key",
  description: "The key itself is in this answer and nowhere else.",
  access,
  query: z.strictObject(chosen),
  body: z.strictObject({
    name: shownName,
    scopes: z.array(z.enum(SCOPES)).min(1, "must name at least one scope").max(SCOPES.length),
    expires_at: z.iso.datetime({ offset: true }).nullable().optional().describe("Never unless given"),
  }),
  response: apiKey.extend({ key: z.string().meta({ example: "mk_live_k3x9w2ab71cd_…" }) }),
  status: 201,
  holdsSecret: true,
});
export type ApiKeyCreateInput = EndpointInput<typeof apiKeyCreate>;
export type ApiKeyCreated = EndpointResponse<typeof apiKeyCreate>;

export const apiKeyRevoke = defineEndpoint({
  id: "revokeApiKey",
  method: "DELETE",
  path: "/api/billing/api-keys/{id}",
  summary: "Revoke an API key",
  access,
  params: z.object({
    id: z
      .string()
      .regex(/^[0-9a-f]{12}$/)
      .describe("The key's id")
      .meta({ example: "0a1b2c3d4e5f" }),
  }),
  query: z.strictObject(chosen),
  response: z.undefined(),
  status: 204,
});
export type ApiKeyRevokeInput = EndpointInput<typeof apiKeyRevoke>;
