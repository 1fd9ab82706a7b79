import { usageEvents } from "@/lib/contracts/usage-events";
import { route } from "@/lib/http/route";
import { listUsageEvents } from "@/lib/services/usage-events/list-usage-events";

export const GET = route(usageEvents, listUsageEvents);
