"use client";

import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { PageLink } from "@/components/ui/page-link";
import { CURRENT_ALERTS, useAlerts } from "@/lib/queries/alerts";
import { closedAlertsCookie } from "./closed-alerts-cookie";

/**
 * What is exceeded and nobody has acknowledged, above every page. An alert is of one period, so that closing it, in this
 * browser, lasts as long.
 */
export function ExceededBanner({ initiallyClosed }: { initiallyClosed: readonly string[] }) {
  const { data } = useAlerts(CURRENT_ALERTS);
  const [closed, setClosed] = useState(initiallyClosed);
  const close = (ids: readonly string[]) => {
    const all = [...ids, ...closed];
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
    document.cookie = closedAlertsCookie(all);
    setClosed(all);
  };
  const open = (data?.alerts ?? []).filter(
    ({ id, level, acknowledged_at }) =>
      level === "exceeded" && acknowledged_at === null && !closed.includes(id),
  );
  const [first, ...others] = open;
  if (!first) return null;
  return (
    <section
      aria-label="Exceeded limits"
      data-screen-only=""
      className="mx-auto w-full max-w-[80rem] px-3 pt-3 sm:px-4 2xl:max-w-[100rem]"
    >
      <Alert
        tone="critical"
        title={first.summary}
        actions={
          <>
            <Button asChild size="sm">
              <PageLink href="/alerts">Show</PageLink>
            </Button>
            <Button
              size="sm"
              variant="ghost"
              aria-label="Close for this period"
              onClick={() => close(open.map(({ id }) => id))}
            >
              Close
            </Button>
          </>
        }
      >
        {others.length > 0 &&
          `and ${others.length} more ${others.length === 1 ? "limit" : "limits"} exceeded`}
      </Alert>
    </section>
  );
}
