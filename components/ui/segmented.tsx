"use client";

import type { LucideIcon } from "lucide-react";
import { cx } from "./cx";
import { Radio, RadioGroup } from "./radio-group";

export interface SegmentedOption<T extends string> {
  value: T;
  label: string;
  icon?: LucideIcon;
  /** Why it cannot be chosen; also disables the option. */
  disabledReason?: string;
}

export interface SegmentedProps<T extends string> {
  value: T;
  onValueChange: (value: T) => void;
  options: readonly SegmentedOption<T>[];
  label: string;
  /** Shows icons alone on narrow screens; names stay for screen readers. */
  compact?: boolean;
  className?: string;
}

/** One choice of a few, as a radio group. */
export function Segmented<T extends string>(props: SegmentedProps<T>) {
  const { value, onValueChange, options, label, compact, className } = props;
  return (
    <RadioGroup
      value={value}
      onValueChange={(next) => onValueChange(next as T)}
      aria-label={label}
      values={options.filter(({ disabledReason }) => !disabledReason).map((option) => option.value)}
      className={cx(
        "inline-flex h-9 rounded-md border border-input-border bg-card p-0.5 pointer-coarse:h-11",
        className,
      )}
    >
      {options.map(({ value: option, label: name, icon: Icon, disabledReason }) => (
        <Radio
          key={option}
          value={option}
          disabled={Boolean(disabledReason)}
          title={disabledReason}
          className="inline-flex min-w-6 items-center justify-center gap-1.5 rounded px-2.5 text-xs font-medium text-axis hover:bg-hover disabled:cursor-not-allowed disabled:opacity-45 data-[state=checked]:bg-selected data-[state=checked]:text-link data-[state=checked]:shadow-[inset_0_0_0_1px_var(--link)]"
        >
          {Icon && <Icon aria-hidden className="size-4" />}
          <span className={compact && Icon ? "sr-only xl:not-sr-only" : undefined}>{name}</span>
          {disabledReason && <span className="sr-only">, {disabledReason}</span>}
        </Radio>
      ))}
    </RadioGroup>
  );
}
