"use client";

import { useId, useState } from "react";
import { FormErrors } from "@/components/forms/form-errors";
import { useContractForm } from "@/components/forms/use-contract-form";
import { Button } from "@/components/ui/button";
import { DialogContent } from "@/components/ui/dialog";
import { Field, type FieldProps } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import { toast } from "@/components/ui/toast-store";
import { creditForm, discountForm } from "@/lib/contracts/adjustments";
import { useAdjustmentCreate } from "@/lib/queries/pricing";
import { dayIn } from "./zone-days";

type AdjustmentDialogProps = { currency: string; timezone: string; onDone: () => void };

/** An amount off the periods until it is used up, or a percentage off every period. */
export function AdjustmentDialog({ currency, timezone, onDone }: AdjustmentDialogProps) {
  const [kind, setKind] = useState<"credit" | "discount">("credit");
  const today = dayIn(new Date().toISOString(), timezone);
  const id = useId();
  return (
    <DialogContent
      title="Credit or discount"
      description={
        kind === "credit"
          ? "An amount off the period that holds the day, and what is left of it off those that follow."
          : "A percentage off every period from the one that holds the day on."
      }
      footer={
        <Button type="submit" form={id} variant="primary">
          Grant
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <Segmented
          label="Kind"
          value={kind}
          onValueChange={(value) => setKind(value === "discount" ? "discount" : "credit")}
          options={[
            { value: "credit", label: "Credit" },
            { value: "discount", label: "Discount" },
          ]}
        />
        {kind === "credit" ? (
          <CreditForm {...{ id, currency, today, onDone }} />
        ) : (
          <DiscountForm {...{ id, today, onDone }} />
        )}
      </div>
    </DialogContent>
  );
}

type FormProps = { id: string; today: string; onDone: () => void };
const labels = {
  ...{ amount: "Amount", percent: "Percent", reason: "Reason", valid_from: "From" },
  valid_until: "Last day",
};

function useGrant(onDone: () => void) {
  const create = useAdjustmentCreate();
  return async (body: Parameters<typeof create.mutateAsync>[0]) => {
    await create.mutateAsync(body);
    toast({ title: body.kind === "credit" ? "Credit granted" : "Discount granted", tone: "success" });
    onDone();
  };
}

function CreditForm({ id, currency, today, onDone }: FormProps & { currency: string }) {
  const grant = useGrant(onDone);
  const form = useContractForm(
    async () => creditForm,
    (values) => grant({ kind: "credit", ...values }),
  );
  return (
    <form id={id} {...form.formProps} className="flex flex-col gap-4">
      <FormErrors form={form} labels={labels} />
      <Field
        label={`${labels.amount} in ${currency}`}
        inputMode="decimal"
        autoComplete="off"
        {...form.field("amount")}
      />
      <Terms field={form.field} today={today} end="What is left of it then lapses. Empty: without end." />
    </form>
  );
}

function DiscountForm({ id, today, onDone }: FormProps) {
  const grant = useGrant(onDone);
  const form = useContractForm(
    async () => discountForm,
    (values) => grant({ kind: "discount", ...values }),
  );
  return (
    <form id={id} {...form.formProps} className="flex flex-col gap-4">
      <FormErrors form={form} labels={labels} />
      <Field label={labels.percent} inputMode="decimal" autoComplete="off" {...form.field("percent")} />
      <Terms field={form.field} today={today} end="Empty: without end." />
    </form>
  );
}

type TermsProps = {
  field: (name: "reason" | "valid_from" | "valid_until") => Pick<FieldProps, "id" | "name" | "error">;
  today: string;
  /** What the end means. */
  end: string;
};

/** What credits and discounts have in common. */
function Terms({ field, today, end }: TermsProps) {
  return (
    <>
      <Field label={labels.reason} autoComplete="off" {...field("reason")} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={labels.valid_from} type="date" defaultValue={today} {...field("valid_from")} />
        <Field label={labels.valid_until} type="date" help={end} {...field("valid_until")} />
      </div>
    </>
  );
}
