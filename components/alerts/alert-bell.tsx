"use client";

import { Bell } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { PageLink } from "@/components/ui/page-link";
import { Popover, PopoverClose, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { formatRelative } from "@/lib/format-time";
import { CURRENT_ALERTS, useAlerts, useAlertsRead } from "@/lib/queries/alerts";
import { STATUS_WORDS } from "./prepare/limit-words";

const SHOWN = 6;
const MOST = 99;

/** What people were told and have not seen; opening it is seeing it. */
export function AlertBell() {
  const query = useAlerts(CURRENT_ALERTS);
  const read = useAlertsRead();
  const unread = query.data?.unread ?? 0;
  const told = (query.data?.alerts ?? []).filter(({ notified }) => notified);
  const label = unread === 0 ? "Alerts" : `Alerts, ${unread} unread`;
  const opened = (open: boolean) => {
    // When it closes: until then what is new stays marked.
    if (!open && unread > 0) read.mutate(undefined);
  };
  return (
    <Popover onOpenChange={opened}>
      <PopoverTrigger
        aria-label={label}
        title={label}
        className="relative inline-flex size-9 shrink-0 items-center justify-center rounded-md text-axis hover:bg-hover hover:text-text pointer-coarse:size-11"
      >
        <Bell aria-hidden className="size-4" />
        {unread > 0 && (
          <span
            aria-hidden
            className="absolute top-0.5 right-0.5 min-w-4 rounded-full bg-critical px-1 text-center text-[0.625rem] leading-4 font-semibold text-critical-text"
          >
            {unread > MOST ? `${MOST}+` : unread}
          </span>
        )}
      </PopoverTrigger>
      <PopoverContent aria-label="Alerts" className="w-80">
        {told.length === 0 && <p className="text-axis">Nothing stands in the periods that last.</p>}
        <ul className="flex flex-col gap-2.5">
          {told.slice(0, SHOWN).map((alert) => (
            <li key={alert.id} className="flex flex-col items-start gap-1">
              <span className="flex w-full items-center gap-2 text-xs text-axis">
                <Badge tone={STATUS_WORDS[alert.level].tone}>{STATUS_WORDS[alert.level].word}</Badge>
                {formatRelative(alert.triggered_at, new Date(query.dataUpdatedAt))}
                {!alert.read && <span className="ml-auto font-medium text-text">new</span>}
              </span>
              <PopoverClose asChild>
                <PageLink href={alert.link} className="hover:underline">
                  {alert.summary}
                </PageLink>
              </PopoverClose>
            </li>
          ))}
        </ul>
        <PopoverClose asChild>
          <PageLink
            href="/alerts"
            className="mt-3 inline-flex min-h-6 items-center font-medium text-link hover:underline"
          >
            All alerts and quotas
          </PageLink>
        </PopoverClose>
      </PopoverContent>
    </Popover>
  );
}
