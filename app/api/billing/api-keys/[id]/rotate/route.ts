import { apiKeyRotate } from "@/lib/contracts/api-keys";
import { route } from "@/lib/http/route";
import { rotateApiKey } from "@/lib/services/api-keys/rotate-api-key";

export const POST = route(apiKeyRotate, rotateApiKey);
