import * as z from "zod";
import { shownName } from "@/lib/contracts/account-fields";
import { chosenOrganization, utcInstant } from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";
import { pageParameters, pagination } from "@/lib/contracts/pages";
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
export type ApiKey = z.output<typeof apiKey>;

const wholeKey = z.string().meta({ example: "mk_live_k3x9w2ab71cd_…" });
const keyParams = z.object({
  id: z
    .string()
    .regex(/^[0-9a-f]{12}$/)
    .describe("The key's id")
    .meta({ example: "0a1b2c3d4e5f" }),
});

const access = { role: "admin", scope: "admin" } as const;
const chosen = { organization_id: chosenOrganization };

export const apiKeys = defineEndpoint({
  id: "listApiKeys",
  method: "GET",
  path: "/api/billing/api-keys",
  summary: "The API keys that are not revoked",
  access,
  query: z.strictObject({
    ...pageParameters("Keys"),
    ...chosen,
  }),
  response: z.object({
    api_keys: z.array(apiKey),
    pagination,
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
  response: apiKey.extend({ key: wholeKey }),
  status: 201,
  holdsSecret: true,
});
export type ApiKeyCreateInput = EndpointInput<typeof apiKeyCreate>;
export type ApiKeyCreated = EndpointResponse<typeof apiKeyCreate>;

export const apiKeyChange = defineEndpoint({
  id: "changeApiKey",
  method: "PATCH",
  path: "/api/billing/api-keys/{id}",
  summary: "Change the name, the scopes or the expiry of an API key",
  description: "What is left out stays. The secret stays too: rotate the key for a new one.",
  access,
  params: keyParams,
  query: z.strictObject(chosen),
  body: z.strictObject({
    name: shownName.optional(),
    scopes: z.array(z.enum(SCOPES)).min(1, "must name at least one scope").max(SCOPES.length).optional(),
    expires_at: z.iso.datetime({ offset: true }).nullable().optional().describe("null: never"),
  }),
  response: apiKey,
});
export type ApiKeyChangeInput = EndpointInput<typeof apiKeyChange>;

export const apiKeyRevoke = defineEndpoint({
  id: "revokeApiKey",
  method: "DELETE",
  path: "/api/billing/api-keys/{id}",
  summary: "Revoke an API key",
  access,
  params: keyParams,
  query: z.strictObject(chosen),
  response: z.undefined(),
  status: 204,
});
export type ApiKeyRevokeInput = EndpointInput<typeof apiKeyRevoke>;

export const apiKeyRotate = defineEndpoint({
  id: "rotateApiKey",
  method: "POST",
  path: "/api/billing/api-keys/{id}/rotate",
  summary: "Give an API key a new secret",
  description:
    "The key keeps its id, name, scopes and expiry. The old secret ends at once, or after grace_seconds. " +
    "The new one is in this answer and nowhere else.",
  access,
  params: keyParams,
  query: z.strictObject(chosen),
  body: z
    .strictObject({
      grace_seconds: z
        .int()
        .min(0)
        .max(604_800)
        .default(0)
        .describe("For how long the old secret still works, at most 7 days"),
    })
    .optional(),
  response: apiKey.extend({
    key: wholeKey,
    old_secret_expires_at: utcInstant.describe("When the old secret stops to work"),
  }),
  status: 201,
  holdsSecret: true,
});
export type ApiKeyRotateInput = EndpointInput<typeof apiKeyRotate>;
export type ApiKeyRotated = EndpointResponse<typeof apiKeyRotate>;
