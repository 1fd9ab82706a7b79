"use client";

import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { CardState, type CardStatus } from "@/components/ui/card-state";
import { PageLink } from "@/components/ui/page-link";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast-store";
import type { AlertAnswer } from "@/lib/contracts/alerts";
import { LEVELS, type Level } from "@/lib/domain/quota/status";
import { formatCount, formatQuantity } from "@/lib/format";
import { formatInstant } from "@/lib/format-time";
import { useAlertAcknowledge, useAlertResend, useAlerts } from "@/lib/queries/alerts";
import { STATUS_WORDS } from "./prepare/limit-words";
import { CHANNEL_LABELS } from "./prepare/rule-words";
import { queryStatus } from "./query-status";

export interface HistoryCardProps {
  timezone: string;
  mayEdit: boolean;
}

const PAGE = 50;
const ALL = "all";

export function HistoryCard({ timezone, mayEdit }: HistoryCardProps) {
  const [level, setLevel] = useState<Level>();
  const query = useAlerts({ page: 1, limit: PAGE, ...(level && { level }) });
  const { alerts = [], pagination } = query.data ?? {};
  const status = queryStatus(query);
  const empty: CardStatus = {
    status: "empty",
    reason: level ? `No alerts at this level.` : "Nothing has fired yet.",
  };
  const left = (pagination?.total_items ?? 0) - alerts.length;
  return (
    <Card aria-labelledby="alert-history">
      <CardHeader className="justify-between">
        <CardTitle id="alert-history">History</CardTitle>
        <Select
          label="Level"
          value={level ?? ALL}
          onValueChange={(value) => setLevel(LEVELS.find((one) => one === value))}
          options={[
            { value: ALL, label: "All levels" },
            ...LEVELS.map((value) => ({ value, label: STATUS_WORDS[value].word })),
          ]}
        />
      </CardHeader>
      <CardBody>
        <CardState
          state={status.status === "ready" && alerts.length === 0 ? empty : status}
          subject="alerts"
          skeleton={<Skeleton className="h-40 w-full" />}
          className="min-h-40"
        >
          <ul className="flex flex-col divide-y">
            {alerts.map((alert) => (
              <AlertRow key={alert.id} {...{ alert, timezone, mayEdit }} />
            ))}
          </ul>
          {left > 0 && (
            <p className="pt-2 text-xs text-axis">{formatCount(left)} older alerts are not shown.</p>
          )}
        </CardState>
      </CardBody>
    </Card>
  );
}

function AlertRow({ alert, timezone, mayEdit }: HistoryCardProps & { alert: AlertAnswer }) {
  const { word, tone } = STATUS_WORDS[alert.level];
  return (
    <li id={alert.id} className="flex flex-wrap items-start gap-x-3 gap-y-1.5 py-2.5">
      <span className="w-20 shrink-0">
        <Badge tone={tone}>{word}</Badge>
      </span>
      <div className="min-w-0 flex-1 basis-72 text-sm">
        <p>
          <PageLink href={alert.link} className="font-medium hover:underline">
            {alert.summary}
          </PageLink>
        </p>
        <p className="text-xs text-axis">{momentsOf(alert, timezone)}</p>
        <p className="text-xs text-axis">
          {alert.rule_name} · now {formatQuantity(alert.value_now, alert.unit)}
          {alert.notified ? ` · told: ${toldWords(alert)}` : " · told with a higher level"}
        </p>
      </div>
      {mayEdit && <AlertActions alert={alert} />}
    </li>
  );
}

function AlertActions({ alert }: { alert: AlertAnswer }) {
  const acknowledge = useAlertAcknowledge();
  const resend = useAlertResend();
  const failed = (title: string) => () => toast({ title, tone: "critical" });
  return (
    <div className="flex gap-1">
      {alert.acknowledged_at === null && (
        <Button
          size="sm"
          disabled={acknowledge.isPending}
          aria-label={`Acknowledge: ${alert.summary}`}
          onClick={() =>
            acknowledge.mutate(alert.id, { onError: failed("The alert could not be acknowledged") })
          }
        >
          Acknowledge
        </Button>
      )}
      {alert.deliveries.some(({ state }) => state === "failed") && (
        <Button
          size="sm"
          variant="ghost"
          disabled={resend.isPending}
          aria-label={`Send again: ${alert.summary}`}
          onClick={() => resend.mutate(alert.id, { onError: failed("The alert could not be sent again") })}
        >
          Send again
        </Button>
      )}
    </div>
  );
}

function momentsOf(alert: AlertAnswer, timezone: string): string {
  const said = [
    formatInstant(alert.triggered_at, timezone),
    alert.recovered_at && `recovered ${formatInstant(alert.recovered_at, timezone)}`,
    alert.recrossed_at && `crossed again ${formatInstant(alert.recrossed_at, timezone)}`,
    alert.acknowledged_at && `acknowledged by ${alert.acknowledged_by}`,
  ];
  return said.filter((part) => typeof part === "string" && part !== "").join(" · ");
}

function toldWords({ deliveries }: AlertAnswer): string {
  const said = deliveries.map(({ channel, recipient, state, last_error }) => {
    const who = channel === "in_app" || channel === "log" ? CHANNEL_LABELS[channel].toLowerCase() : recipient;
    return state === "delivered" ? who : `${who} (${state}${last_error ? `: ${last_error}` : ""})`;
  });
  return said.length === 0 ? "nobody" : said.join(", ");
}
