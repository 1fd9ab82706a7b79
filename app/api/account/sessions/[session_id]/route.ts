import { sessionEnd } from "@/lib/contracts/sessions";
import { accountRoute } from "@/lib/http/account-route";
import { endSession } from "@/lib/services/sessions/end-session";

export const DELETE = accountRoute(sessionEnd, endSession);
