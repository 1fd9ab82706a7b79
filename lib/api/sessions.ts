import { call } from "@/lib/api/call";
import type { Sessions } from "@/lib/contracts/sessions";

const ofSessions = () => import("@/lib/contracts/sessions");

export const fetchSessions = (signal?: AbortSignal): Promise<Sessions> =>
  call(async () => (await ofSessions()).sessions, {}, signal);
export const endSession = (sessionId: string) =>
  call(async () => (await ofSessions()).sessionEnd, { session_id: sessionId });
export const signOutEverywhere = () => call(async () => (await ofSessions()).sessionsEnd, {});
