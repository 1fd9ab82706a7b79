import { call } from "@/lib/api/call";
import { type Sessions, sessionEnd, sessions, sessionsEnd } from "@/lib/contracts/sessions";

export const fetchSessions = (signal?: AbortSignal): Promise<Sessions> => call(sessions, {}, signal);
export const endSession = (sessionId: string) => call(sessionEnd, { session_id: sessionId });
export const signOutEverywhere = () => call(sessionsEnd, {});
