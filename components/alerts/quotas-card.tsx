"use client";

import { useState } from "react";
import { LimitBar } from "@/components/charts/limit-bar";
import { sharePercent } from "@/components/charts/prepare/limit-bar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { CardState } from "@/components/ui/card-state";
import { LatePart } from "@/components/ui/late-part";
import { onDemand } from "@/components/ui/on-demand";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, TableCell, TableHead, TableRow, TableScroll } from "@/components/ui/table";
import type { QuotaAnswer } from "@/lib/contracts/quotas";
import { formatPercent, formatQuantity } from "@/lib/format";
import { useQuotas } from "@/lib/queries/alerts";
import { bySeverity, crossingWords, PERIOD_LABELS, STATUS_WORDS } from "./prepare/limit-words";
import { queryStatus } from "./query-status";

const QuotaDialog = onDemand(() => import("./quota-dialog").then((module) => module.QuotaDialog));

export interface QuotasCardProps {
  timezone: string;
  mayEdit: boolean;
  /** Display names by meter key. */
  names: ReadonlyMap<string, string>;
}

export function QuotasCard({ timezone, mayEdit, names }: QuotasCardProps) {
  const query = useQuotas();
  const [edited, setEdited] = useState<QuotaAnswer | null>(null);
  const now = new Date(query.dataUpdatedAt);
  return (
    <Card aria-labelledby="quotas">
      <CardHeader>
        <CardTitle id="quotas">Quotas</CardTitle>
      </CardHeader>
      <CardBody>
        <CardState
          state={queryStatus(query)}
          subject="quotas"
          skeleton={<Skeleton className="h-64 w-full" />}
          className="min-h-64"
        >
          <TableScroll label="All quotas">
            <Table>
              <thead>
                <tr>
                  {["Meter", "Limit", "Period", "Used", "State", "Reached"].map((head) => (
                    <TableHead key={head}>{head}</TableHead>
                  ))}
                  {mayEdit && (
                    <TableHead>
                      <span className="sr-only">Edit</span>
                    </TableHead>
                  )}
                </tr>
              </thead>
              <tbody>
                {bySeverity(query.data?.quotas ?? []).map((quota) => (
                  <QuotaRow
                    key={`${quota.usage_type} ${quota.period}`}
                    {...{ quota, now, timezone, names }}
                    onEdit={mayEdit ? () => setEdited(quota) : undefined}
                  />
                ))}
              </tbody>
            </Table>
          </TableScroll>
        </CardState>
      </CardBody>
      <LatePart onMissing={() => setEdited(null)}>
        {edited && <QuotaDialog quota={edited} names={names} onClose={() => setEdited(null)} />}
      </LatePart>
    </Card>
  );
}

type QuotaRowProps = Omit<QuotasCardProps, "mayEdit"> & {
  quota: QuotaAnswer;
  now: Date;
  onEdit: (() => void) | undefined;
};

function QuotaRow({ quota, now, timezone, names, onEdit }: QuotaRowProps) {
  const { usage_type, unit, limit, period, status, source, hard } = quota;
  const name = names.get(usage_type) ?? usage_type;
  const { word, tone } = STATUS_WORDS[status];
  return (
    <TableRow>
      <th scope="row" className="h-9 border-b px-3 text-left font-medium whitespace-nowrap">
        {name}
      </th>
      <TableCell>
        {limit === null ? "–" : formatQuantity(limit, unit)}
        {hard && <span className="ml-1 text-xs text-axis">hard</span>}
        {source === "plan" && <span className="ml-1 text-xs text-axis">by plan</span>}
      </TableCell>
      <TableCell>{PERIOD_LABELS[period]}</TableCell>
      <TableCell className="min-w-40">
        <QuotaUse quota={quota} name={name} />
      </TableCell>
      <TableCell>
        <Badge tone={tone}>{word}</Badge>
      </TableCell>
      <TableCell>{crossingWords(quota.projected_crossing, now, timezone)}</TableCell>
      {onEdit && (
        <TableCell>
          <Button size="sm" variant="ghost" onClick={onEdit} aria-label={`Edit the quota of ${name}`}>
            Edit
          </Button>
        </TableCell>
      )}
    </TableRow>
  );
}

/** What is used of a quota, as a bar where there is a limit. */
export function QuotaUse({ quota, name }: { quota: QuotaAnswer; name: string }) {
  const { used, unit, limit, ratio, status } = quota;
  const amount = formatQuantity(used, unit);
  if (limit === null || status === "unlimited" || status === "no_quota") return <span>{amount}</span>;
  const share = ratio === null ? "" : formatPercent(sharePercent(ratio));
  return (
    <span className="flex flex-col gap-1 py-1.5">
      <span className="flex justify-between gap-3 text-xs">
        <span title={formatQuantity(used, unit, "exact")}>{amount}</span>
        <span className="text-axis">{share}</span>
      </span>
      <LimitBar
        ratio={ratio ?? (used === "0" ? "0" : "2")}
        level={status}
        label={`${name}: ${amount}, ${share} of the limit`}
      />
    </span>
  );
}
