"use client";

import { Button } from "@/components/ui/button";
import type { Channel } from "@/lib/domain/alerts/rule";
import { useDestinations } from "@/lib/queries/alert-destinations";
import { useSendTest } from "./use-send-test";

/** Tries the destinations that a rule would tell. */
export function RuleTest({ channels }: { channels: readonly Channel[] }) {
  const { data } = useDestinations();
  const { sendTest, isSending } = useSendTest();
  const told = (data?.alert_destinations ?? []).filter(
    ({ channel, enabled }) => enabled && channels.includes(channel),
  );
  if (told.length === 0)
    return <p className="text-xs text-axis">No destination of these channels to send a test to.</p>;
  return (
    <div className="flex flex-wrap items-center gap-2 text-xs text-axis">
      <Button size="sm" disabled={isSending} onClick={() => void Promise.all(told.map(sendTest))}>
        Send test
      </Button>
      to {told.map(({ name }) => name).join(", ")}
    </div>
  );
}
