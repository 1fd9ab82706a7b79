import type { UseQueryResult } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import type { CardStatus } from "@/components/ui/card-state";
import { PageLink } from "@/components/ui/page-link";
import { ApiProblem } from "@/lib/api/api-problem";

type Asked = Pick<
  UseQueryResult<unknown>,
  "data" | "error" | "isPlaceholderData" | "fetchStatus" | "refetch"
>;

/** What a card shows while, after and instead of its answer. Old numbers stay, dimmed, until new ones are in. */
export function cardStatus({ data, error, isPlaceholderData, fetchStatus, refetch }: Asked): CardStatus {
  if (data !== undefined) return { status: "ready", refetching: isPlaceholderData };
  if (fetchStatus === "paused") {
    return { status: "error", message: "You are offline. The numbers come when the connection is back." };
  }
  if (error) return failed(error, () => void refetch());
  return { status: "loading" };
}

function failed(error: Error, onRetry: () => void): CardStatus {
  if (!(error instanceof ApiProblem)) {
    return { status: "error", message: "The answer could not be read.", onRetry };
  }
  const requestId = error.requestId ?? undefined;
  switch (error.code) {
    case "unauthorized":
      return { status: "error", message: "Your session has ended.", requestId, actions: <SignIn /> };
    case "forbidden":
      return { status: "forbidden", message: `${error.detail} Ask an owner of the organization for access.` };
    case "rate_limited":
      return { status: "error", message: "Too many requests. Try again in a moment.", onRetry, requestId };
    default:
      return { status: "error", message: error.detail, onRetry, requestId };
  }
}

function SignIn() {
  const back = typeof window === "undefined" ? "/usage" : window.location.pathname + window.location.search;
  return (
    <Button asChild variant="primary">
      <PageLink href={`/sign-in?callbackUrl=${encodeURIComponent(back)}`}>Sign in</PageLink>
    </Button>
  );
}
