import { alertAcknowledge } from "@/lib/contracts/alerts";
import { route } from "@/lib/http/route";
import { acknowledgeAlert } from "@/lib/services/alerts/acknowledge-alert";

export const POST = route(alertAcknowledge, acknowledgeAlert);
