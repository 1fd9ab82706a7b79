import { apiKeyCreate, apiKeys } from "@/lib/contracts/api-keys";
import { route } from "@/lib/http/route";
import { createApiKeyFromRequest } from "@/lib/services/api-keys/create-api-key";
import { listApiKeys } from "@/lib/services/api-keys/list-api-keys";

export const GET = route(apiKeys, listApiKeys);
export const POST = route(apiKeyCreate, createApiKeyFromRequest);
