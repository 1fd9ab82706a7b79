import { alertResend } from "@/lib/contracts/alerts";
import { route } from "@/lib/http/route";
import { resendAlert } from "@/lib/services/alerts/resend-alert";

export const POST = route(alertResend, resendAlert);
