"use client";

import { Monitor } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast-store";
import type { Sessions } from "@/lib/contracts/sessions";
import { formatInstant, formatRelative } from "@/lib/format-time";
import { useSessionEnd } from "@/lib/queries/sessions";
import { browserName } from "./browser-name";

type Session = Sessions["sessions"][number];

export function SessionList({ sessions, now }: { sessions: readonly Session[]; now: Date }) {
  const end = useSessionEnd();
  const endOne = (session: Session) =>
    end.mutate(session.id, {
      onSuccess: () => toast({ title: `${browserName(session.user_agent)} is signed out`, tone: "success" }),
      onError: () => toast({ title: "This session could not be ended", tone: "critical" }),
    });
  return (
    <ul className="divide-y">
      {sessions.map((session) => (
        <li key={session.id} className="flex min-h-14 items-center gap-3 py-2">
          <Monitor aria-hidden className="size-5 shrink-0 text-axis" />
          <div className="min-w-0 flex-1 text-sm">
            <p className="flex flex-wrap items-center gap-2 font-medium">
              {browserName(session.user_agent)}
              {session.current && <Badge>This browser</Badge>}
            </p>
            <p className="text-axis">
              Seen <time dateTime={session.last_seen_at}>{formatRelative(session.last_seen_at, now)}</time>{" "}
              from {session.ip_address ?? "an unknown address"}, signed in{" "}
              <time dateTime={session.created_at}>{formatInstant(session.created_at, "UTC")}</time>
            </p>
          </div>
          {!session.current && (
            <Button
              size="sm"
              disabled={end.isPending && end.variables === session.id}
              onClick={() => endOne(session)}
              aria-label={`Sign out ${browserName(session.user_agent)}`}
            >
              Sign out
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
