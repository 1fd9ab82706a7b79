"use client";

import { useId } from "react";
import { FormErrors } from "@/components/forms/form-errors";
import { useContractForm } from "@/components/forms/use-contract-form";
import { Button } from "@/components/ui/button";
import { DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { toast } from "@/components/ui/toast-store";
import { newPlan } from "@/lib/contracts/plans";
import { usePlansPut } from "@/lib/queries/pricing";

const labels = { key: "Key", name: "Name" };

/** A plan without prices yet. */
export function NewPlanDialog({ onDone }: { onDone: () => void }) {
  const put = usePlansPut();
  const id = useId();
  const form = useContractForm(
    async () => newPlan,
    async (values) => {
      await put.mutateAsync([values]);
      toast({ title: "Plan added", description: "Give it prices next.", tone: "success" });
      onDone();
    },
  );
  return (
    <DialogContent
      title="Add plan"
      description="Prices and quotas come afterwards."
      footer={
        <Button type="submit" form={id} variant="primary" disabled={form.pending}>
          {form.pending ? "Adding…" : "Add plan"}
        </Button>
      }
    >
      <form id={id} {...form.formProps} className="flex flex-col gap-4">
        <FormErrors form={form} labels={labels} />
        <Field
          label={labels.key}
          autoComplete="off"
          help="Never changes, such as growth"
          {...form.field("key")}
        />
        <Field label={labels.name} autoComplete="off" {...form.field("name")} />
      </form>
    </DialogContent>
  );
}
