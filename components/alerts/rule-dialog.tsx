"use client";

import { type FormEvent, useDeferredValue, useId, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { toast } from "@/components/ui/toast-store";
import { ApiProblem } from "@/lib/api/api-problem";
import type { AlertRuleAnswer } from "@/lib/contracts/alert-rules";
import { CHANNELS, type Channel } from "@/lib/domain/alerts/rule";
import { useQuotas } from "@/lib/queries/alerts";
import type { AlertMeter } from "./alert-meters";
import { type DraftRule, draftOf, newDraft, toSentRule } from "./prepare/draft-rule";
import { nearestLimits } from "./prepare/limit-words";
import { CHANNEL_LABELS, conditionWords, type RuleTerms, thresholdUnit } from "./prepare/rule-words";
import { RuleCondition, type RuleConditionProps } from "./rule-condition";
import { RulePreview } from "./rule-preview";
import { RuleTest } from "./rule-test";
import { useRuleSave } from "./use-rule-save";

export interface RuleDialogProps {
  /** The rule that is changed; without one a new rule is written. */
  rule?: AlertRuleAnswer | undefined;
  meters: readonly AlertMeter[];
  terms: RuleTerms;
  timezone: string;
  onClose: () => void;
}

/** A rule as one sentence, with when it would have fired. */
export function RuleDialog({ rule, meters, terms, timezone, onClose }: RuleDialogProps) {
  const formId = useId();
  // Who writes a rule most likely has the meter in mind that is nearest to its limit.
  const [nearest] = nearestLimits(useQuotas().data?.quotas ?? [], 1);
  const [draft, setDraft] = useState<DraftRule>(() =>
    rule ? draftOf(rule) : newDraft(nearest?.usage_type ?? meters[0]?.key ?? "api"),
  );
  const settled = useDeferredValue(draft);
  const { save, isPending, error } = useRuleSave(rule);
  const change = (changed: Partial<DraftRule>) => setDraft((before) => ({ ...before, ...changed }));
  const sent = toSentRule(draft);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if ("refusal" in sent) return;
    const name = draft.name.trim();
    const onSuccess = () => {
      toast({ title: rule ? `${name} is changed` : `${name} is watching`, tone: "success" });
      onClose();
    };
    save({ ...sent.rule, name }, onSuccess);
  };
  const cannot = isPending || "refusal" in sent || draft.name.trim() === "";
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={rule ? "Edit rule" : "New rule"}
        footer={
          <Button type="submit" form={formId} variant="primary" disabled={cannot}>
            Save rule
          </Button>
        }
      >
        <form id={formId} onSubmit={submit} className="flex flex-col gap-3" noValidate>
          {error && (
            <Alert tone="critical" role="alert">
              {error instanceof ApiProblem ? error.detail : "This did not work. Try again."}
            </Alert>
          )}
          <Field
            label="Name"
            value={draft.name}
            maxLength={100}
            disabled={rule?.built_in}
            help={rule?.built_in ? "A built-in rule is named after its limit." : undefined}
            onChange={({ target }) => change({ name: target.value })}
          />
          {rule ? (
            <StandingCondition {...{ rule, terms }} />
          ) : (
            <RuleCondition {...{ draft, meters, change }} />
          )}
          <Field
            label={`Thresholds ${thresholdUnit(draft, terms)}`.trim()}
            help="One or several, with spaces between them."
            value={draft.thresholds}
            onChange={({ target }) => change({ thresholds: target.value })}
            {...("refusal" in sent ? { error: sent.refusal } : {})}
          />
          <Channels draft={draft} change={change} />
          <RuleTest channels={draft.channels} />
          <RulePreview draft={settled} timezone={timezone} only={rule?.built_in ? rule.period : undefined} />
        </form>
      </DialogContent>
    </Dialog>
  );
}

function StandingCondition({ rule, terms }: { rule: AlertRuleAnswer; terms: RuleTerms }) {
  return (
    <div className="text-sm">
      <p className="font-medium">{conditionWords(rule, terms)}</p>
      <p className="text-xs text-axis">
        What a rule watches stays. To watch something else, make another rule
        {rule.built_in ? "." : " and delete this one."}
      </p>
    </div>
  );
}

function Channels({ draft, change }: Pick<RuleConditionProps, "draft" | "change">) {
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
