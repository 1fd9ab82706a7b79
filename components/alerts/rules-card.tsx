"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { CardState } from "@/components/ui/card-state";
import { LatePart } from "@/components/ui/late-part";
import { onDemand } from "@/components/ui/on-demand";
import { Skeleton } from "@/components/ui/skeleton";
import type { AlertRuleAnswer } from "@/lib/contracts/alert-rules";
import { formatCount } from "@/lib/format";
import { useAlertRules } from "@/lib/queries/alerts";
import type { AlertMeter } from "./alert-meters";
import type { RuleTerms } from "./prepare/rule-words";
import { queryStatus } from "./query-status";
import { RuleRow } from "./rule-row";

const RuleDialog = onDemand(() => import("./rule-dialog").then((module) => module.RuleDialog));

export interface RulesCardProps {
  meters: readonly AlertMeter[];
  timezone: string;
  currency: string;
  mayEdit: boolean;
}

/** A few more than the built-in rules that a new organization has. */
const SHOWN = 12;

/** What people wrote themselves comes before what every limit has. */
const ownFirst = (rules: readonly AlertRuleAnswer[]) =>
  [...rules].sort((a, b) => Number(a.built_in) - Number(b.built_in));

export function RulesCard({ meters, timezone, currency, mayEdit }: RulesCardProps) {
  const query = useAlertRules();
  const [written, setWritten] = useState<AlertRuleAnswer | "new" | null>(null);
  const [unfolded, setUnfolded] = useState(false);
  const rules = ownFirst(query.data?.alert_rules ?? []);
  const shown = unfolded || rules.length <= SHOWN + 1 ? rules : rules.slice(0, SHOWN);
  const terms: RuleTerms = { meters: new Map(meters.map((meter) => [meter.key, meter])), currency };
  const close = () => setWritten(null);
  return (
    <Card aria-labelledby="alert-rules">
      <CardHeader className="justify-between">
        <CardTitle id="alert-rules">Rules</CardTitle>
        {mayEdit && (
          <Button size="sm" onPointerEnter={RuleDialog.ahead} onClick={() => setWritten("new")}>
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
            {shown.map((rule) => (
              <RuleRow
                key={rule.id}
                {...{ rule, terms, mayEdit }}
                onEdit={() => setWritten(rule)}
                onNear={RuleDialog.ahead}
              />
            ))}
          </ul>
          {shown.length < rules.length && (
            <Button size="sm" variant="ghost" className="mt-1" onClick={() => setUnfolded(true)}>
              Show {formatCount(rules.length - shown.length)} more rules
            </Button>
          )}
        </CardState>
      </CardBody>
      <LatePart onMissing={close}>
        {written && (
          <RuleDialog
            rule={written === "new" ? undefined : written}
            {...{ meters, terms, timezone }}
            onClose={close}
          />
        )}
      </LatePart>
    </Card>
  );
}
