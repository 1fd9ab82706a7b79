"use client";

import Link from "next/link";
import { useEffect, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { CURRENT_ALERTS, useAlerts } from "@/lib/queries/alerts";

const KEY = "meterline-closed-alerts";
const MOST_KEPT = 100;

/** What is exceeded and nobody has acknowledged, above every page; closed for the alert's period in this browser. */
export function ExceededBanner() {
  const { data } = useAlerts(CURRENT_ALERTS);
  const [closed, close] = useClosedAlerts();
  if (closed === null) return null;
  const open = (data?.alerts ?? []).filter(
    ({ id, level, acknowledged_at }) =>
      level === "exceeded" && acknowledged_at === null && !closed.includes(id),
  );
  const [first, ...others] = open;
  if (!first) return null;
  return (
    <section
      aria-label="Exceeded limits"
      className="mx-auto w-full max-w-[80rem] px-3 pt-3 sm:px-4 2xl:max-w-[100rem]"
    >
      <Alert
        tone="critical"
        title={first.summary}
        actions={
          <>
            <Button asChild size="sm">
              <Link href="/alerts">Show</Link>
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

/** An alert is of one period, so that closing it lasts as long. Null until the browser's memory was read. */
function useClosedAlerts(): [closed: readonly string[] | null, close: (ids: readonly string[]) => void] {
  const [closed, setClosed] = useState<readonly string[] | null>(null);
  useEffect(() => setClosed(readClosed()), []);
  const close = (ids: readonly string[]) => {
    const all = [...ids, ...(closed ?? [])].slice(0, MOST_KEPT);
    setClosed(all);
    try {
      window.localStorage.setItem(KEY, all.join(" "));
    } catch {
      // A browser that keeps nothing shows the banner again on the next load.
    }
  };
  return [closed, close];
}

function readClosed(): string[] {
  try {
    return (window.localStorage.getItem(KEY) ?? "").split(" ").filter((id) => id !== "");
  } catch {
    return [];
  }
}
