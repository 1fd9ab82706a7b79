"use client";

import { useEffect, useId, useRef } from "react";
import { moneyFormat } from "@/components/charts/value-format";
import { useView } from "@/components/filters/view-context";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { CardState } from "@/components/ui/card-state";
import { PageLink } from "@/components/ui/page-link";
import { Skeleton } from "@/components/ui/skeleton";
import { cardStatus } from "@/components/usage/card-status";
import { dateIn } from "@/lib/domain/time-zone";
import { formatDayRange } from "@/lib/format-time";
import { useStatements } from "@/lib/queries/spend";

/** Where links to the list of statements lead. */
const PLACE = "statements";

/** The closed periods, the latest first, each leading to its statement. */
export function StatementsCard() {
  const { organization } = useView();
  const answer = useStatements();
  const id = useId();
  const ref = useRef<HTMLElement>(null);
  useEffect(() => {
    // The page comes in parts: where a link leads here, the card was not there yet.
    if (window.location.hash === `#${PLACE}`) ref.current?.scrollIntoView();
  }, []);
  const day = (at: number) => dateIn(at, organization.timezone);
  return (
    <Card ref={ref} id={PLACE} aria-labelledby={id}>
      <CardHeader>
        <CardTitle id={id}>Statements</CardTitle>
      </CardHeader>
      <CardState
        state={cardStatus(answer)}
        subject="statements"
        skeleton={<Skeleton className="m-4 h-24" />}
        className="min-h-32"
      >
        <CardBody className="text-sm">
          {answer.data?.statements.length === 0 && (
            <p className="text-axis">
              No billing period has been closed yet. They close some days after their end.
            </p>
          )}
          <ul className="flex flex-col">
            {answer.data?.statements.map((one) => (
              <li
                key={one.id}
                className="flex min-h-9 items-center justify-between gap-3 border-b last:border-0"
              >
                <PageLink href={`/statements/${one.id}`} className="text-link underline underline-offset-2">
                  {one.reference}
                </PageLink>
                <span className="flex-1 text-axis">
                  {formatDayRange(day(Date.parse(one.period_start)), day(Date.parse(one.period_end) - 1), {
                    year: true,
                  })}
                </span>
                <span>{moneyFormat(one.currency).cell(one.total)}</span>
              </li>
            ))}
          </ul>
        </CardBody>
      </CardState>
    </Card>
  );
}
