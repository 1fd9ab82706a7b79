"use client";

import { useSyncExternalStore } from "react";
import { Alert } from "@/components/ui/alert";
import { movedDates } from "@/components/usage/prepare/moved-dates";
import { openingWords } from "@/components/usage/prepare/opening-words";
import { useMeterNames, useShownUsage } from "@/components/usage/use-shown-usage";
import { useImports } from "@/lib/queries/imports";

/** Says that recorded files were moved in time, so that nobody takes them for live usage. */
export function MovedDatesNotice() {
  const { data } = useImports({});
  const words = data ? movedDates(data) : null;
  if (!data || words === null) return null;
  return (
    <Alert>
      <details>
        <summary className="min-h-6 cursor-pointer">{words}</summary>
        <ul className="pt-1 text-axis">
          {data.imports.map((file) => (
            <li key={file.file} className="break-words">
              {file.file}: {file.shift_weeks} weeks
            </li>
          ))}
        </ul>
      </details>
    </Alert>
  );
}

/** Tells apart what was loaded as sums: there are no events behind it. */
export function OpeningNotice() {
  const names = useMeterNames();
  const { data } = useShownUsage().answer;
  const words = data ? openingWords(data, names) : null;
  return words === null ? null : <Alert>{words}</Alert>;
}

/** The network is away: what stands on the page is not new. */
export function OfflineNotice() {
  const online = useSyncExternalStore(
    onNetworkChange,
    () => navigator.onLine,
    () => true,
  );
  if (online) return null;
  return (
    <Alert tone="warning" role="status">
      You are offline. The numbers are from before, and are read again when the connection is back.
    </Alert>
  );
}

function onNetworkChange(listener: () => void) {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}
