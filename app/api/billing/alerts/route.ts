import { alerts } from "@/lib/contracts/alerts";
import { route } from "@/lib/http/route";
import { listAlerts } from "@/lib/services/alerts/list-alerts";

export const GET = route(alerts, listAlerts);
