"use client";

import { useState } from "react";
import { LimitBar } from "@/components/charts/limit-bar";
import { sharePercent } from "@/components/charts/prepare/limit-bar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { CardState } from "@/components/ui/card-state";
import { CardCell, type CardColumn, CardRow, CardRowHead, CardTable } from "@/components/ui/card-table";
import { LatePart } from "@/components/ui/late-part";
import { onDemand } from "@/components/ui/on-demand";
import { Skeleton } from "@/components/ui/skeleton";
import type { QuotaAnswer } from "@/lib/contracts/quotas";
import { formatCount, formatPercent, formatQuantity, NO_VALUE } from "@/lib/format";
import { useProjectedQuotas } from "@/lib/queries/alerts";
import { crossingWords } from "./prepare/crossing-words";
import { bySeverity, PERIOD_LABELS, STATUS_WORDS } from "./prepare/limit-words";
import { queryStatus } from "./query-status";

const QuotaDialog = onDemand(() => import("./quota-dialog").then((module) => module.QuotaDialog));

export interface QuotasCardProps {
  timezone: string;
  mayEdit: boolean;
  /** Display names by meter key. */
  names: ReadonlyMap<string, string>;
}

export function QuotasCard({ timezone, mayEdit, names }: QuotasCardProps) {
  const query = useProjectedQuotas();
  const [edited, setEdited] = useState<QuotaAnswer | null>(null);
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
          <QuotaTable
            quotas={query.data?.quotas ?? []}
            now={new Date(query.dataUpdatedAt)}
            {...{ timezone, names }}
            onEdit={mayEdit ? setEdited : undefined}
          />
        </CardState>
      </CardBody>
      <LatePart onMissing={() => setEdited(null)}>
        {edited && <QuotaDialog quota={edited} names={names} onClose={() => setEdited(null)} />}
      </LatePart>
    </Card>
  );
}

/** More meters without a quota than these are folded in. */
const SHOWN_WITHOUT = 3;

type QuotaTableProps = Omit<QuotasCardProps, "mayEdit"> & {
  quotas: readonly QuotaAnswer[];
  now: Date;
  onEdit: ((quota: QuotaAnswer) => void) | undefined;
};

function QuotaTable({ quotas, onEdit, ...props }: QuotaTableProps) {
  const [unfolded, setUnfolded] = useState(false);
  const sorted = bySeverity(quotas);
  const without = sorted.filter(({ status }) => status === "no_quota");
  const isFolded = !unfolded && without.length > SHOWN_WITHOUT;
  const shown = isFolded ? sorted.filter((quota) => !without.includes(quota)) : sorted;
  const columns: readonly CardColumn[] = ["Meter", "Limit", "Period", "Used", "State", "Reached"];
  return (
    <>
      <CardTable label="All quotas" columns={onEdit ? [...columns, { name: "Edit", hidden: true }] : columns}>
        {shown.map((quota) => (
          <QuotaRow
            key={`${quota.usage_type} ${quota.period}`}
            {...{ ...props, quota }}
            onEdit={onEdit && (() => onEdit(quota))}
          />
        ))}
      </CardTable>
      {isFolded && (
        <Button size="sm" variant="ghost" className="mt-2" onClick={() => setUnfolded(true)}>
          Show {formatCount(without.length)} meters without a quota
        </Button>
      )}
    </>
  );
}

type QuotaRowProps = Omit<QuotaTableProps, "quotas" | "onEdit"> & {
  quota: QuotaAnswer;
  onEdit: (() => void) | undefined;
};

function QuotaRow({ quota, now, timezone, names, onEdit }: QuotaRowProps) {
  const { usage_type, unit, limit, period, status, source, hard } = quota;
  const name = names.get(usage_type) ?? usage_type;
  const { word, tone } = STATUS_WORDS[status];
  return (
    <CardRow>
      <CardRowHead>{name}</CardRowHead>
      <CardCell label="Limit" isEmpty={limit === null}>
        {limit === null ? NO_VALUE : formatQuantity(limit, unit)}
        {hard && <span className="ml-1 text-xs text-axis">hard</span>}
        {source === "plan" && <span className="ml-1 text-xs text-axis">by plan</span>}
      </CardCell>
      <CardCell label="Period">{PERIOD_LABELS[period]}</CardCell>
      <CardCell label="Used" className="@3xl:min-w-40">
        <QuotaUse quota={quota} name={name} />
      </CardCell>
      <CardCell label="State" place="corner">
        <Badge tone={tone}>{word}</Badge>
      </CardCell>
      <CardCell label="Reached" isEmpty={quota.projected_crossing === null}>
        {status === "exceeded" ? "Already" : crossingWords(quota.projected_crossing, now, timezone)}
      </CardCell>
      {onEdit && (
        <CardCell label={null} className="@3xl:text-right">
          <Button
            size="sm"
            variant="ghost"
            className="@max-3xl:-ml-2.5"
            onClick={onEdit}
            onPointerEnter={QuotaDialog.ahead}
            onFocus={QuotaDialog.ahead}
            aria-label={`Edit the quota of ${name}`}
          >
            Edit
          </Button>
        </CardCell>
      )}
    </CardRow>
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
        label={`${name}: ${amount}, ${share === "" ? "and the limit is 0" : `${share} of the limit`}`}
      />
    </span>
  );
}
