"use client";

import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { CardState, type CardStatus } from "@/components/ui/card-state";
import { Skeleton } from "@/components/ui/skeleton";
import { ApiProblem } from "@/lib/api/api-problem";
import { useSessions } from "@/lib/queries/sessions";
import { SessionList } from "./session-list";
import { SignOutEverywhere } from "./sign-out-everywhere";

function statusOf(query: ReturnType<typeof useSessions>): CardStatus {
  if (query.isSuccess) return { status: "ready", refetching: query.isFetching };
  if (query.isPending) return { status: "loading" };
  const requestId = query.error instanceof ApiProblem ? (query.error.requestId ?? undefined) : undefined;
  const message = "Your sessions could not be read.";
  return { status: "error", message, requestId, onRetry: () => query.refetch() };
}

export function SessionsCard() {
  const query = useSessions();
  return (
    <Card aria-labelledby="account-sessions">
      <CardHeader className="justify-between">
        <CardTitle id="account-sessions">Where you are signed in</CardTitle>
        <SignOutEverywhere />
      </CardHeader>
      <CardBody>
        <CardState
          state={statusOf(query)}
          subject="sessions"
          skeleton={<Skeleton className="h-14 w-full" />}
          className="min-h-16"
        >
          <SessionList sessions={query.data?.sessions ?? []} now={new Date(query.dataUpdatedAt)} />
        </CardState>
      </CardBody>
    </Card>
  );
}
