import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { endSession, fetchSessions, signOutEverywhere } from "@/lib/api/sessions";

export const sessionsQuery = () =>
  queryOptions({ queryKey: ["sessions"], queryFn: ({ signal }) => fetchSessions(signal) });

export const useSessions = () => useQuery(sessionsQuery());

export function useSessionEnd() {
  const client = useQueryClient();
  // Also after a failure: the session may have ended elsewhere meanwhile.
  const onSettled = () => client.invalidateQueries({ queryKey: sessionsQuery().queryKey });
  return useMutation({ mutationFn: endSession, onSettled });
}

export const useSignOutEverywhere = () => useMutation({ mutationFn: signOutEverywhere });
