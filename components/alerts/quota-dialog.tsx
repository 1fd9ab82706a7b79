"use client";

import { type FormEvent, useId, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast-store";
import { ApiProblem } from "@/lib/api/api-problem";
import type { QuotaAnswer } from "@/lib/contracts/quotas";
import { exactNumber } from "@/lib/domain/exact-number";
import { QUOTA_PERIODS } from "@/lib/domain/quota/quota";
import { formatUnit } from "@/lib/format";
import { useQuotaDelete, useQuotasPut } from "@/lib/queries/alerts";
import { PERIOD_LABELS } from "./prepare/limit-words";

export interface QuotaDialogProps {
  quota: QuotaAnswer;
  names: ReadonlyMap<string, string>;
  onClose: () => void;
}

/** Sets the quota of one meter, or gives it back to the plan. */
export function QuotaDialog({ quota, names, onClose }: QuotaDialogProps) {
  const { usage_type, unit, source } = quota;
  const formId = useId();
  const name = names.get(usage_type) ?? usage_type;
  const [limit, setLimit] = useState(quota.limit ?? "");
  const [unlimited, setUnlimited] = useState(quota.status === "unlimited");
  const [period, setPeriod] = useState(quota.period);
  const [hard, setHard] = useState(quota.hard);
  const [refusal, setRefusal] = useState<string>();
  const put = useQuotasPut();
  const remove = useQuotaDelete();
  const failure = put.error ?? remove.error;

  const done = (title: string) => () => {
    toast({ title, tone: "success" });
    onClose();
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    const exact = exactNumber(limit.trim());
    if (!unlimited && "refusal" in exact) return setRefusal(`The limit ${exact.detail}.`);
    if (!unlimited && limit.trim().startsWith("-")) return setRefusal("The limit must be 0 or more.");
    setRefusal(undefined);
    const sent = unlimited ? null : limit.trim();
    put.mutate([{ usage_type, period, hard, limit: sent }], { onSuccess: done(`Quota of ${name} saved`) });
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={`Quota of ${name}`}
        description="How much may be used in a period of the billing zone. Ingest never refuses for a quota."
        footer={
          <>
            {source === "own" && (
              <Button
                variant="ghost"
                onClick={() => remove.mutate(usage_type, { onSuccess: done("The plan’s quota holds again") })}
              >
                Use the plan’s
              </Button>
            )}
            <Button type="submit" form={formId} variant="primary" disabled={put.isPending}>
              Save quota
            </Button>
          </>
        }
      >
        <form id={formId} onSubmit={save} className="flex flex-col gap-3" noValidate>
          {failure && (
            <Alert tone="critical" role="alert">
              {failure instanceof ApiProblem ? failure.detail : "This did not work. Try again."}
            </Alert>
          )}
          <Field
            label={`Limit in ${formatUnit(unit)}`}
            inputMode="decimal"
            value={limit}
            disabled={unlimited}
            onChange={({ target }) => setLimit(target.value)}
            help="0 allows nothing."
            {...(refusal === undefined ? {} : { error: refusal })}
          />
          <Checkbox checked={unlimited} onCheckedChange={setUnlimited} label="Unlimited" />
          <Select
            label="Period"
            showLabel
            value={period}
            onValueChange={(value) => setPeriod(QUOTA_PERIODS.find((one) => one === value) ?? period)}
            options={QUOTA_PERIODS.map((value) => ({ value, label: PERIOD_LABELS[value] }))}
          />
          <Checkbox checked={hard} onCheckedChange={setHard} label="Hard: usage checks refuse beyond it" />
        </form>
      </DialogContent>
    </Dialog>
  );
}
