"use client";

import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { CardState } from "@/components/ui/card-state";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast-store";
import type { AlertDestinationAnswer } from "@/lib/contracts/alert-destinations";
import { useDestinationDelete, useDestinations } from "@/lib/queries/alert-destinations";
import { DestinationForm } from "./destination-form";
import { CHANNEL_LABELS } from "./prepare/rule-words";
import { queryStatus } from "./query-status";
import { useSendTest } from "./use-send-test";

/** Where alerts go besides the application; for administrators. */
export function DestinationsCard() {
  const query = useDestinations();
  const destinations = query.data?.alert_destinations ?? [];
  return (
    <Card aria-labelledby="alert-destinations">
      <CardHeader>
        <CardTitle id="alert-destinations">Destinations</CardTitle>
      </CardHeader>
      <CardBody className="flex flex-col gap-4">
        <CardState
          state={queryStatus(query)}
          subject="destinations"
          skeleton={<Skeleton className="h-12 w-full" />}
          className="min-h-12"
        >
          {destinations.length === 0 && (
            <p className="text-sm text-axis">Alerts reach the application and the server’s log only.</p>
          )}
          <ul className="flex flex-col divide-y">
            {destinations.map((destination) => (
              <DestinationRow key={destination.id} destination={destination} />
            ))}
          </ul>
        </CardState>
        <DestinationForm />
      </CardBody>
    </Card>
  );
}

function DestinationRow({ destination }: { destination: AlertDestinationAnswer }) {
  const { id, name, channel, address, enabled, disabled_reason } = destination;
  const { sendTest, isSending } = useSendTest();
  const remove = useDestinationDelete();
  const [isRemoving, setRemoving] = useState(false);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2.5 text-sm">
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {name}
          <Badge>{CHANNEL_LABELS[channel]}</Badge>
          {!enabled && <Badge tone="warning">Off</Badge>}
        </p>
        <p className="truncate text-xs text-axis">
          {address}
          {disabled_reason && ` · ${disabled_reason}`}
        </p>
      </div>
      <Button
        size="sm"
        disabled={isSending}
        aria-label={`Send a test to ${name}`}
        onClick={() => void sendTest(destination)}
      >
        Send test
      </Button>
      <Button
        size="sm"
        variant="ghost"
        disabled={remove.isPending}
        aria-label={`Remove ${name}`}
        onClick={() => setRemoving(true)}
      >
        Remove
      </Button>
      {isRemoving && (
        <ConfirmDialog
          title={`Remove ${name}`}
          effect="Alerts reach it no longer, and what is on its way to it fails."
          verb="Remove"
          isPending={remove.isPending}
          onConfirm={() =>
            remove.mutate(id, {
              onError: () => toast({ title: `${name} could not be removed`, tone: "critical" }),
              onSettled: () => setRemoving(false),
            })
          }
          onClose={() => setRemoving(false)}
        />
      )}
    </li>
  );
}
