"use client";

import { useState } from "react";
import { FormErrors } from "@/components/forms/form-errors";
import { useContractForm } from "@/components/forms/use-contract-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast-store";
import type { PlanAnswer } from "@/lib/contracts/plans";
import type { Subscription } from "@/lib/contracts/subscription";
import { formatDay, formatDayRange } from "@/lib/format-time";
import { usePlans, useSubscription, useSubscriptionPut } from "@/lib/queries/pricing";
import { PricingCard, statusOf } from "./pricing-card";
import { dayBefore, dayIn } from "./zone-days";

const planChoice = async () => (await import("@/lib/contracts/subscription")).planChoice;

type SubscriptionCardProps = { timezone: string; editable: boolean };

/** The plan that holds, when billing periods begin, and a change of plan. */
export function SubscriptionCard({ timezone, editable }: SubscriptionCardProps) {
  const [subscription, plans] = [useSubscription(), usePlans()];
  return (
    <PricingCard
      title="Subscription"
      subject="subscription"
      state={statusOf([subscription, plans], "The subscription could not be read.")}
    >
      {subscription.data && plans.data && (
        <div className="flex flex-col gap-4">
          <Facts subscription={subscription.data} timezone={timezone} />
          {editable && (
            <PlanChange subscription={subscription.data} plans={plans.data.plans} timezone={timezone} />
          )}
        </div>
      )}
    </PricingCard>
  );
}

function Facts({ subscription, timezone }: { subscription: Subscription; timezone: string }) {
  const { plan_name, valid_from, anchor_day, period_start, period_end, upcoming } = subscription;
  const since = dayIn(valid_from, timezone);
  return (
    <dl className="grid gap-x-6 gap-y-1 text-sm sm:grid-cols-[max-content_1fr]">
      <dt className="text-axis">Plan</dt>
      <dd>
        <strong className="font-medium">{plan_name}</strong>
        {since > "2000-01-01" && ` since ${formatDay(since, { year: true })}`}
        {upcoming.map(({ plan_name: name, valid_from: from }) => (
          <span key={from} className="block text-axis">
            {name} from {formatDay(dayIn(from, timezone), { year: true })}
          </span>
        ))}
      </dd>
      <dt className="text-axis">Billing period</dt>
      <dd>
        {formatDayRange(dayIn(period_start, timezone), dayBefore(dayIn(period_end, timezone)), {
          year: true,
        })}
        , begins on day {anchor_day} of a month
      </dd>
    </dl>
  );
}

type PlanChangeProps = { subscription: Subscription; plans: readonly PlanAnswer[]; timezone: string };

function PlanChange({ subscription, plans, timezone }: PlanChangeProps) {
  const change = useSubscriptionPut();
  const [plan, setPlan] = useState(subscription.plan);
  const form = useContractForm(planChoice, async ({ valid_from }) => {
    await change.mutateAsync({ plan, valid_from });
    toast({ title: "Plan changed", tone: "success" });
  });
  return (
    <form {...form.formProps} className="flex flex-col gap-3 border-t pt-4">
      <FormErrors form={form} labels={{ valid_from: "From" }} />
      <div className="flex flex-wrap items-end gap-3">
        <Select
          label="Plan"
          showLabel
          value={plan}
          onValueChange={setPlan}
          options={plans.map(({ key, name }) => ({ value: key, label: name }))}
        />
        <Field
          label="From"
          type="date"
          defaultValue={dayIn(new Date().toISOString(), timezone)}
          {...form.field("valid_from")}
        />
        <Button type="submit" disabled={form.pending || plan === subscription.plan}>
          {form.pending ? "Changing…" : "Change plan"}
        </Button>
      </div>
    </form>
  );
}
