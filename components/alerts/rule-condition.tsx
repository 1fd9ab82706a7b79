import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { QUOTA_PERIODS } from "@/lib/domain/quota/quota";
import type { AlertMeter } from "./alert-meters";
import { type DraftRule, isOfQuotas } from "./prepare/draft-rule";
import { PERIOD_LABELS } from "./prepare/limit-words";
import { ANY_METER, KIND_LABELS } from "./prepare/rule-words";

const DRAFT_KINDS = ["quota_share", "usage", "rise", "forecast", "anomaly", "spend"] as const;

export interface RuleConditionProps {
  draft: DraftRule;
  meters: readonly AlertMeter[];
  change: (changed: Partial<DraftRule>) => void;
}

/** "When … is above … per …": what a new rule watches; each part is a control. */
export function RuleCondition(props: RuleConditionProps) {
  const { draft, meters, change } = props;
  const { kind } = draft;
  const choose = (value: string) => {
    const chosen = DRAFT_KINDS.find((one) => one === value) ?? kind;
    // Only shares and forecasts can be of any meter.
    const usageType = isOfQuotas(chosen) ? draft.usageType : (draft.usageType ?? meters[0]?.key ?? null);
    change({ kind: chosen, usageType });
  };
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 text-sm">
        <span>When</span>
        {kind === "spend" ? <span className="font-medium">spend</span> : <MeterSelect {...props} />}
        <Select
          label="Condition"
          value={kind}
          onValueChange={choose}
          options={DRAFT_KINDS.map((value) => ({ value, label: KIND_LABELS[value] }))}
        />
        {!isOfQuotas(kind) && kind !== "anomaly" && (
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
    </>
  );
}

/** No key of a meter: those are letters, digits and underscores. */
const ANY = "(any)";

function MeterSelect({ draft, meters, change }: RuleConditionProps) {
  const any = isOfQuotas(draft.kind) ? [{ value: ANY, label: ANY_METER }] : [];
  return (
    <Select
      label="Meter"
      value={draft.usageType ?? ANY}
      onValueChange={(value) => change({ usageType: value === ANY ? null : value })}
      options={[...meters.map(({ key, name }) => ({ value: key, label: name })), ...any]}
    />
  );
}
