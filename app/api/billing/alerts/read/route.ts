import { alertsRead } from "@/lib/contracts/alerts";
import { route } from "@/lib/http/route";
import { readAlerts } from "@/lib/services/alerts/read-alerts";

export const POST = route(alertsRead, readAlerts);
