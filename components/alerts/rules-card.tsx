"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { CardState } from "@/components/ui/card-state";
import { Checkbox } from "@/components/ui/checkbox";
import { LatePart } from "@/components/ui/late-part";
import { onDemand } from "@/components/ui/on-demand";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast-store";
import type { AlertRuleAnswer } from "@/lib/contracts/alert-rules";
import { useAlertRules, useRuleChange, useRuleDelete } from "@/lib/queries/alerts";
import type { AlertMeter } from "./alert-meters";
import { ruleSentence } from "./prepare/rule-words";
import { queryStatus } from "./query-status";

const RuleDialog = onDemand(() => import("./rule-dialog").then((module) => module.RuleDialog));

export interface RulesCardProps {
  meters: readonly AlertMeter[];
  names: ReadonlyMap<string, string>;
  timezone: string;
  mayEdit: boolean;
}

export function RulesCard({ meters, names, timezone, mayEdit }: RulesCardProps) {
  const query = useAlertRules();
  const [adding, setAdding] = useState(false);
  return (
    <Card aria-labelledby="alert-rules">
      <CardHeader className="justify-between">
        <CardTitle id="alert-rules">Rules</CardTitle>
        {mayEdit && (
          <Button size="sm" onClick={() => setAdding(true)}>
            <Plus aria-hidden /> New rule
          </Button>
        )}
      </CardHeader>
      <CardBody>
        <CardState
          state={queryStatus(query)}
          subject="rules"
          skeleton={<Skeleton className="h-40 w-full" />}
          className="min-h-40"
        >
          <ul className="flex flex-col divide-y">
            {(query.data?.alert_rules ?? []).map((rule) => (
              <RuleRow key={rule.id} {...{ rule, names, mayEdit }} />
            ))}
          </ul>
        </CardState>
      </CardBody>
      <LatePart onMissing={() => setAdding(false)}>
        {adding && <RuleDialog {...{ meters, timezone }} onClose={() => setAdding(false)} />}
      </LatePart>
    </Card>
  );
}

function RuleRow({
  rule,
  names,
  mayEdit,
}: Omit<RulesCardProps, "meters" | "timezone"> & { rule: AlertRuleAnswer }) {
  const change = useRuleChange();
  const remove = useRuleDelete();
  const failed = () => toast({ title: `${rule.name} could not be changed`, tone: "critical" });
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2.5">
      <div className="min-w-0 flex-1 basis-72">
        <p className="flex flex-wrap items-center gap-2 text-sm font-medium">
          {rule.name}
          {rule.built_in && <Badge>Built in</Badge>}
          {!rule.enabled && <Badge tone="warning">Muted</Badge>}
        </p>
        <p className="text-xs text-axis">{ruleSentence(rule, names)}</p>
      </div>
      {mayEdit && (
        <Checkbox
          checked={rule.enabled}
          disabled={change.isPending}
          onCheckedChange={(enabled) => change.mutate({ id: rule.id, enabled }, { onError: failed })}
          label={
            <>
              On<span className="sr-only">: {rule.name}</span>
            </>
          }
        />
      )}
      {mayEdit && !rule.built_in && (
        <Button
          size="sm"
          variant="ghost"
          aria-label={`Delete the rule ${rule.name}`}
          onClick={() => remove.mutate(rule.id, { onError: failed })}
        >
          Delete
        </Button>
      )}
    </li>
  );
}
