import type { UseQueryResult } from "@tanstack/react-query";
import type { CardStatus } from "@/components/ui/card-state";
import { ApiProblem } from "@/lib/api/api-problem";

type Asked = Pick<UseQueryResult<unknown>, "data" | "error" | "isPlaceholderData" | "refetch">;

/** What a card shows while, after and instead of its answer. */
export function queryStatus({ data, error, isPlaceholderData, refetch }: Asked): CardStatus {
  if (data !== undefined) return { status: "ready", refetching: isPlaceholderData };
  if (!error) return { status: "loading" };
  const isProblem = error instanceof ApiProblem;
  return {
    status: "error",
    message: isProblem ? error.detail : "The answer could not be read.",
    requestId: isProblem ? (error.requestId ?? undefined) : undefined,
    onRetry: () => void refetch(),
  };
}
