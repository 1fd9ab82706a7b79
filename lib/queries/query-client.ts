import { QueryClient } from "@tanstack/react-query";
import { mayRetry, retryDelayMs } from "@/lib/queries/retry";

/** The cache with the rules that every query shares; pages make one per request, the browser one for all. */
export const makeQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: mayRetry,
        retryDelay: retryDelayMs,
        refetchOnWindowFocus: false,
      },
      mutations: { retry: false },
    },
  });
