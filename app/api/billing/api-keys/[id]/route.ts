import { apiKeyRevoke } from "@/lib/contracts/api-keys";
import { route } from "@/lib/http/route";
import { revokeApiKey } from "@/lib/services/api-keys/revoke-api-key";

export const DELETE = route(apiKeyRevoke, revokeApiKey);
