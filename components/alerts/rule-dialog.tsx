"use client";

import { type FormEvent, useDeferredValue, useId, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast-store";
import { ApiProblem } from "@/lib/api/api-problem";
import { CHANNELS, type Channel } from "@/lib/domain/alerts/rule";
import { QUOTA_PERIODS } from "@/lib/domain/quota/quota";
import { useQuotas, useRuleCreate } from "@/lib/queries/alerts";
import type { AlertMeter } from "./alert-meters";
import { type DraftRule, newDraft, toSentRule } from "./prepare/draft-rule";
import { nearestLimits, PERIOD_LABELS } from "./prepare/limit-words";
import { CHANNEL_LABELS, KIND_LABELS } from "./prepare/rule-words";
import { RulePreview } from "./rule-preview";
import { RuleTest } from "./rule-test";

const DRAFT_KINDS = ["quota_share", "usage", "rise", "forecast", "anomaly", "spend"] as const;

export interface RuleDialogProps {
  meters: readonly AlertMeter[];
  timezone: string;
  onClose: () => void;
}

/** A new rule as one sentence, with when it would have fired. */
export function RuleDialog({ meters, timezone, onClose }: RuleDialogProps) {
  const formId = useId();
  // Who writes a rule most likely has the meter in mind that is nearest to its limit.
  const [nearest] = nearestLimits(useQuotas().data?.quotas ?? [], 1);
  const [draft, setDraft] = useState<DraftRule>(() =>
    newDraft(nearest?.usage_type ?? meters[0]?.key ?? "api"),
  );
  const settled = useDeferredValue(draft);
  const create = useRuleCreate();
  const change = (changed: Partial<DraftRule>) => setDraft((before) => ({ ...before, ...changed }));
  const sent = toSentRule(draft);
  const save = (event: FormEvent) => {
    event.preventDefault();
    if ("refusal" in sent) return;
    const done = () => {
      toast({ title: `${draft.name} is watching`, tone: "success" });
      onClose();
    };
    create.mutate({ ...sent.rule, name: draft.name.trim() }, { onSuccess: done });
  };
  const refused = create.error instanceof ApiProblem ? create.error.detail : "This did not work. Try again.";
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title="New rule"
        footer={
          <Button
            type="submit"
            form={formId}
            variant="primary"
            disabled={create.isPending || "refusal" in sent || draft.name.trim() === ""}
          >
            Save rule
          </Button>
        }
      >
        <form id={formId} onSubmit={save} className="flex flex-col gap-3" noValidate>
          {create.error && (
            <Alert tone="critical" role="alert">
              {refused}
            </Alert>
          )}
          <Field
            label="Name"
            value={draft.name}
            maxLength={100}
            onChange={({ target }) => change({ name: target.value })}
          />
          <Condition {...{ draft, meters, change }} refusal={"refusal" in sent ? sent.refusal : undefined} />
          <Channels draft={draft} change={change} />
          <RuleTest channels={draft.channels} />
          <RulePreview draft={settled} timezone={timezone} />
        </form>
      </DialogContent>
    </Dialog>
  );
}

type Change = (changed: Partial<DraftRule>) => void;

function Channels({ draft, change }: { draft: DraftRule; change: Change }) {
  const toggle = (channel: Channel, on: boolean) =>
    change({ channels: CHANNELS.filter((one) => (one === channel ? on : draft.channels.includes(one))) });
  return (
    <fieldset className="flex flex-wrap gap-x-4 gap-y-1">
      <legend className="text-sm font-medium">tell</legend>
      {CHANNELS.map((channel) => (
        <Checkbox
          key={channel}
          label={CHANNEL_LABELS[channel]}
          checked={draft.channels.includes(channel)}
          onCheckedChange={(checked) => toggle(channel, checked)}
        />
      ))}
    </fieldset>
  );
}

type ConditionProps = {
  draft: DraftRule;
  meters: readonly AlertMeter[];
  change: Change;
  refusal: string | undefined;
};

/** "When … is above … in a …": each part is a control. */
function Condition({ draft, meters, change, refusal }: ConditionProps) {
  const { kind } = draft;
  const isShare = kind === "quota_share" || kind === "forecast";
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2 text-sm">
        <span>When</span>
        {kind === "spend" ? (
          <span className="font-medium">spend</span>
        ) : (
          <Select
            label="Meter"
            value={draft.usageType}
            onValueChange={(usageType) => change({ usageType })}
            options={meters.map(({ key, name }) => ({ value: key, label: name }))}
          />
        )}
        <Select
          label="Condition"
          value={kind}
          onValueChange={(value) => change({ kind: DRAFT_KINDS.find((one) => one === value) ?? kind })}
          options={DRAFT_KINDS.map((value) => ({ value, label: KIND_LABELS[value].label }))}
        />
        {!isShare && kind !== "anomaly" && (
          <Select
            label="Period"
            value={draft.period}
            onValueChange={(value) =>
              change({ period: QUOTA_PERIODS.find((one) => one === value) ?? draft.period })
            }
            options={QUOTA_PERIODS.map((value) => ({
              value,
              label: `per ${PERIOD_LABELS[value].toLowerCase()}`,
            }))}
          />
        )}
      </div>
      {kind !== "spend" && (
        <Field
          label="Team"
          placeholder="All teams"
          help="As events name it; all teams where it is empty."
          maxLength={512}
          value={draft.team}
          onChange={({ target }) => change({ team: target.value })}
        />
      )}
      <Field
        label={`Thresholds ${KIND_LABELS[kind].unit}`.trim()}
        help="One or several, with spaces between them."
        value={draft.thresholds}
        onChange={({ target }) => change({ thresholds: target.value })}
        {...(refusal === undefined ? {} : { error: refusal })}
      />
    </div>
  );
}
