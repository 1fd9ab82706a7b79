import { usageEventFind } from "@/lib/contracts/usage-events";
import { route } from "@/lib/http/route";
import { getUsageEvent } from "@/lib/services/usage-events/get-usage-event";

export const GET = route(usageEventFind, getUsageEvent);
