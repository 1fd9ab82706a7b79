"use client";

import { useQueryClient } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { useView } from "@/components/filters/view-context";
import { Button } from "@/components/ui/button";
import { formatInstant } from "@/lib/format-time";
import { useSpendForecast } from "@/lib/queries/spend";

/** When the money was read, and a button that reads it again. */
export function SpendAsOf() {
  const { resolved } = useView();
  const { data, isFetching } = useSpendForecast();
  const client = useQueryClient();
  return (
    <>
      {data && <span>as of {formatInstant(data.meta.as_of, resolved.timezone, "time")}</span>}
      <Button size="sm" variant="ghost" onClick={() => void client.invalidateQueries()}>
        <RefreshCw aria-hidden className={isFetching ? "animate-spin" : undefined} />
        Refresh
      </Button>
    </>
  );
}
