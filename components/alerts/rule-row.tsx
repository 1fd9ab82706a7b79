import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast-store";
import type { AlertRuleAnswer } from "@/lib/contracts/alert-rules";
import { useRuleChange, useRuleDelete } from "@/lib/queries/alerts";
import { type RuleTerms, ruleSentence } from "./prepare/rule-words";

export interface RuleRowProps {
  rule: AlertRuleAnswer;
  terms: RuleTerms;
  mayEdit: boolean;
  onEdit: () => void;
  /** The pointer or the focus is at what opens the dialog. */
  onNear: () => void;
}

export function RuleRow({ rule, terms, mayEdit, onEdit, onNear }: RuleRowProps) {
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2.5">
      <div className="min-w-0 flex-1 basis-72">
        <p className="flex flex-wrap items-center gap-2 text-sm font-medium">
          <span className="min-w-0 wrap-anywhere">{rule.name}</span>
          {rule.built_in && <Badge>Built in</Badge>}
          {!rule.enabled && <Badge tone="warning">Muted</Badge>}
        </p>
        <p className="text-xs wrap-anywhere text-axis">{ruleSentence(rule, terms)}</p>
      </div>
      {mayEdit && <RuleActions {...{ rule, onEdit, onNear }} />}
    </li>
  );
}

function RuleActions({ rule, onEdit, onNear }: Pick<RuleRowProps, "rule" | "onEdit" | "onNear">) {
  const change = useRuleChange();
  const remove = useRuleDelete();
  const [isDeleting, setDeleting] = useState(false);
  const failed = () => toast({ title: `${rule.name} could not be changed`, tone: "critical" });
  return (
    <div className="flex items-center gap-1">
      <Checkbox
        className="mr-2"
        checked={rule.enabled}
        disabled={change.isPending}
        onCheckedChange={(enabled) => change.mutate({ id: rule.id, enabled }, { onError: failed })}
        label={
          <>
            On<span className="sr-only">: {rule.name}</span>
          </>
        }
      />
      <Button
        size="sm"
        variant="ghost"
        aria-label={`Edit the rule ${rule.name}`}
        onClick={onEdit}
        onPointerEnter={onNear}
        onFocus={onNear}
      >
        Edit
      </Button>
      {!rule.built_in && (
        <Button
          size="sm"
          variant="ghost"
          aria-label={`Delete the rule ${rule.name}`}
          onClick={() => setDeleting(true)}
        >
          Delete
        </Button>
      )}
      {isDeleting && (
        <ConfirmDialog
          title={`Delete the rule ${rule.name}`}
          effect="It watches no longer. The alerts that it found stay in the history."
          verb="Delete"
          isPending={remove.isPending}
          onConfirm={() => remove.mutate(rule.id, { onError: failed, onSettled: () => setDeleting(false) })}
          onClose={() => setDeleting(false)}
        />
      )}
    </div>
  );
}
