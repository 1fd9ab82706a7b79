import type { AlertRuleAnswer, NewAlertRule } from "@/lib/contracts/alert-rules";
import { useRuleChange, useRuleCreate } from "@/lib/queries/alerts";

/** Makes a rule, or changes of one that is there what may change. */
export function useRuleSave(rule: AlertRuleAnswer | undefined) {
  const create = useRuleCreate();
  const change = useRuleChange();
  const save = (written: NewAlertRule, onSuccess: () => void) => {
    if (!rule) return create.mutate(written, { onSuccess });
    const { name, thresholds, channels } = written;
    const named = rule.built_in ? {} : { name };
    change.mutate({ id: rule.id, ...named, thresholds, channels }, { onSuccess });
  };
  const { isPending, error } = rule ? change : create;
  return { save, isPending, error };
}
