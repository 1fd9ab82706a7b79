import { endedSessionCookie } from "@/lib/auth/session-cookie";
import { sessions, sessionsEnd } from "@/lib/contracts/sessions";
import { accountRoute } from "@/lib/http/account-route";
import { listSessions } from "@/lib/services/sessions/list-sessions";
import { signOutEverywhere } from "@/lib/services/sessions/sign-out-everywhere";

export const GET = accountRoute(sessions, listSessions);
export const DELETE = accountRoute(sessionsEnd, signOutEverywhere, () => ({
  "set-cookie": endedSessionCookie(),
}));
