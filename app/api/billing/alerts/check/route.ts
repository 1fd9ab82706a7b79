import { alertsCheck } from "@/lib/contracts/alerts";
import { route } from "@/lib/http/route";
import { checkAlertsFromRequest } from "@/lib/services/alerts/check-alerts-from-request";

export const POST = route(alertsCheck, checkAlertsFromRequest);
