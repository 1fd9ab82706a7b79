import { apiKeyChange, apiKeyRevoke } from "@/lib/contracts/api-keys";
import { route } from "@/lib/http/route";
import { changeApiKey } from "@/lib/services/api-keys/change-api-key";
import { revokeApiKey } from "@/lib/services/api-keys/revoke-api-key";

export const PATCH = route(apiKeyChange, changeApiKey);
export const DELETE = route(apiKeyRevoke, revokeApiKey);
