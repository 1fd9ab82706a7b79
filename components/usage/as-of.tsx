"use client";

import { useQueryClient } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { useView } from "@/components/filters/view-context";
import { Button } from "@/components/ui/button";
import { useShownUsage } from "@/components/usage/use-shown-usage";
import { formatInstant } from "@/lib/format-time";

/** Events later than that are missing from an answer that was read now. */
const LATE_MS = 120_000;

/** When the numbers were read, how far they are complete, and a button that reads them again. */
export function AsOf() {
  const { resolved } = useView();
  const { answer } = useShownUsage();
  const refresh = useRefresh();
  const meta = answer.data?.meta;
  const isLate = meta && Date.parse(meta.as_of) - Date.parse(meta.complete_until) > LATE_MS;
  return (
    <>
      {isLate && (
        <span className="text-warning">
          Data complete up to {formatInstant(meta.complete_until, resolved.timezone, "time")}
        </span>
      )}
      {meta && <span>as of {formatInstant(meta.as_of, resolved.timezone, "time")}</span>}
      <Button size="sm" variant="ghost" onClick={refresh}>
        <RefreshCw aria-hidden className={answer.isFetching ? "animate-spin" : undefined} />
        Refresh
      </Button>
    </>
  );
}

/** Asks again for everything that is on screen. */
export function useRefresh(): () => void {
  const client = useQueryClient();
  return () => void client.invalidateQueries();
}
