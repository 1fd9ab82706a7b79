"use client";

import { Check, Minus } from "lucide-react";
import { type ReactNode, useId } from "react";
import { cx } from "./cx";

export interface CheckboxProps {
  checked: boolean | "indeterminate";
  onCheckedChange: (checked: boolean) => void;
  label: ReactNode;
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean;
  disabled?: boolean;
  className?: string;
}

export function Checkbox({ checked, onCheckedChange, label, hideLabel, disabled, className }: CheckboxProps) {
  const id = useId();
  const mark = (input: HTMLInputElement | null) => {
    // No attribute says it.
    if (input) input.indeterminate = checked === "indeterminate";
  };
  const Mark = checked === "indeterminate" ? Minus : Check;
  return (
    <div className={cx("flex min-h-6 items-center gap-2 pointer-coarse:min-h-11", className)}>
      <span className="relative flex size-4 shrink-0">
        <input
          ref={mark}
          id={id}
          type="checkbox"
          checked={checked === true}
          disabled={disabled}
          onChange={({ target }) => onCheckedChange(target.checked)}
          className="size-4 appearance-none rounded border border-input-border bg-card before:absolute before:-inset-1 checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent disabled:opacity-50 pointer-coarse:before:-inset-3.5"
        />
        {checked !== false && (
          <Mark
            aria-hidden
            className="pointer-events-none absolute top-0.5 left-0.5 size-3 text-accent-text"
          />
        )}
      </span>
      <label htmlFor={id} className={hideLabel ? "sr-only" : "text-sm"}>
        {label}
      </label>
    </div>
  );
}
