"use client";

import { type FormEvent, useId, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { toast } from "@/components/ui/toast-store";
import type { PlanAnswer } from "@/lib/contracts/plans";
import { formatUnit } from "@/lib/format";
import { usePlansPut } from "@/lib/queries/pricing";
import { DraftField } from "./draft-field";
import { type QuotaDraft, quotaDraftOf, readQuotas } from "./plan-quotas";
import type { PricedThing } from "./price-words";

type EditPlanDialogProps = { plan: PlanAnswer; things: readonly PricedThing[]; onDone: () => void };

/** A plan's name, description, and how much of each meter it lets a billing period use. */
export function EditPlanDialog({ plan, things, onDone }: EditPlanDialogProps) {
  const [name, setName] = useState(plan.name);
  const [description, setDescription] = useState(plan.description ?? "");
  const [quotas, setQuotas] = useState<QuotaDraft>(quotaDraftOf(plan));
  const [checked, setChecked] = useState(false);
  const put = usePlansPut();
  const id = useId();
  const read = readQuotas(plan, quotas);
  const errors = checked ? read.errors : {};
  async function onSubmit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget;
    setChecked(true);
    if (put.isPending) return;
    if (Object.keys(read.errors).length > 0) {
      requestAnimationFrame(() => form.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
      return;
    }
    const change = { key: plan.key, name, description: description || null, quotas: read.quotas };
    put.mutate([change], {
      onSuccess: () => {
        toast({ title: "Plan saved", tone: "success" });
        onDone();
      },
    });
  }
  return (
    <DialogContent
      side="right"
      title={`Edit ${plan.name}`}
      footer={
        <Button type="submit" form={id} variant="primary" disabled={put.isPending || name.trim() === ""}>
          {put.isPending ? "Saving…" : "Save plan"}
        </Button>
      }
    >
      <form id={id} method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        {put.error && <Alert tone="critical" role="alert" title={put.error.message} />}
        <Field
          label="Name"
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Field
          label="Description"
          autoComplete="off"
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        <fieldset className="grid gap-3 sm:grid-cols-2">
          <legend className="mb-2 text-sm font-medium">Quotas of a billing period</legend>
          <p className="text-xs text-axis sm:col-span-2">
            A number, or the word unlimited. Empty is no quota. Quotas of an organization's own come first.
          </p>
          {things.map(({ key, name: meter, unit }) => (
            <DraftField
              key={key}
              label={`${meter}, ${formatUnit(unit)}`}
              value={quotas[key] ?? ""}
              onValue={(value) => setQuotas({ ...quotas, [key]: value })}
              error={errors[key]}
              inputMode="text"
            />
          ))}
        </fieldset>
      </form>
    </DialogContent>
  );
}
