"use client";

import { type ReactNode, useId } from "react";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { CardState, type CardStatus } from "@/components/ui/card-state";
import { Skeleton } from "@/components/ui/skeleton";
import { ApiProblem } from "@/lib/api/api-problem";

/** As much of a query as its card needs. */
type Asked = {
  isSuccess: boolean;
  isPending: boolean;
  isFetching: boolean;
  error: Error | null;
  refetch: () => unknown;
};

/** The state of a card that several answers make: ready with all of them. */
export function statusOf(queries: readonly Asked[], message: string): CardStatus {
  const failed = queries.find(({ isSuccess, isPending }) => !isSuccess && !isPending);
  if (failed) {
    const { error } = failed;
    const requestId = error instanceof ApiProblem ? (error.requestId ?? undefined) : undefined;
    return {
      ...{ status: "error", message, requestId },
      onRetry: () => queries.filter(({ isSuccess }) => !isSuccess).map(({ refetch }) => refetch()),
    };
  }
  if (queries.some(({ isPending }) => isPending)) return { status: "loading" };
  return { status: "ready", refetching: queries.some(({ isFetching }) => isFetching) };
}

export type PricingCardProps = {
  title: string;
  subject: string;
  state: CardStatus;
  actions?: ReactNode;
  children: ReactNode;
};

export function PricingCard({ title, subject, state, actions, children }: PricingCardProps) {
  const id = useId();
  return (
    <Card aria-labelledby={id}>
      <CardHeader className="items-center justify-between">
        <CardTitle id={id}>{title}</CardTitle>
        {actions}
      </CardHeader>
      <CardBody>
        <CardState
          state={state}
          subject={subject}
          skeleton={<Skeleton className="h-24 w-full" />}
          className="min-h-24"
        >
          {children}
        </CardState>
      </CardBody>
    </Card>
  );
}
