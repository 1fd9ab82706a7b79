"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { LatePart } from "@/components/ui/late-part";
import { onDemand } from "@/components/ui/on-demand";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { usePlans, usePricedMeters, useSubscription } from "@/lib/queries/pricing";
import { PlanDetails } from "./plan-details";
import { pricedThings } from "./price-words";
import { PricingCard, statusOf } from "./pricing-card";
import { lastPeriod } from "./zone-days";

const NewPlanDialog = onDemand(() => import("./new-plan-dialog").then((module) => module.NewPlanDialog));

export type PlansCardProps = { timezone: string; currency: string; editable: boolean };

/** The organization's plans, each with its prices and quotas. */
export function PlansCard(props: PlansCardProps) {
  const [plans, meters, held] = [usePlans(), usePricedMeters(), useSubscription()];
  const [adding, setAdding] = useState(false);
  const current = held.data?.plan ?? "";
  const all = plans.data?.plans ?? [];
  const add = (
    <Button size="sm" onClick={() => setAdding(true)}>
      <Plus aria-hidden /> Add plan
    </Button>
  );
  return (
    <PricingCard
      title="Plans"
      subject="plans"
      state={statusOf([plans, meters, held], "The plans could not be read.")}
      actions={props.editable && add}
    >
      <Tabs defaultValue={current || all[0]?.key}>
        <TabsList aria-label="Plans">
          {all.map(({ key, name }) => (
            <TabsTrigger key={key} value={key} className="inline-flex items-center gap-2">
              {name}
              {key === current && <Badge tone="accent">Current</Badge>}
            </TabsTrigger>
          ))}
        </TabsList>
        {all.map((plan) => (
          <TabsContent key={plan.key} value={plan.key} className="pt-4">
            {held.data && (
              <PlanDetails
                {...props}
                plan={plan}
                things={pricedThings(meters.data?.meters ?? [])}
                previewDays={lastPeriod(held.data, props.timezone)}
              />
            )}
          </TabsContent>
        ))}
      </Tabs>
      <Dialog open={adding} onOpenChange={setAdding}>
        <LatePart onMissing={() => setAdding(false)}>
          {adding && <NewPlanDialog onDone={() => setAdding(false)} />}
        </LatePart>
      </Dialog>
    </PricingCard>
  );
}
