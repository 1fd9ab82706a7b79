"use client";

import { type ComponentProps, type ReactNode, useId } from "react";
import { cx } from "./cx";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return (
    <input
      className={cx(
        "h-9 w-full min-w-0 rounded-md border border-input-border bg-card px-3 text-sm text-text placeholder:text-muted",
        "disabled:cursor-not-allowed disabled:opacity-50 aria-invalid:border-critical pointer-coarse:h-11 pointer-coarse:text-base",
        className,
      )}
      {...props}
    />
  );
}

export interface FieldProps extends ComponentProps<"input"> {
  label: ReactNode;
  help?: ReactNode;
  /** What is wrong, in a sentence; marks the input as invalid. */
  error?: string;
}

/** A labelled input with its help above the error, both tied to the input. */
export function Field({ label, help, error, id, className, ...props }: FieldProps) {
  const generated = useId();
  const inputId = id ?? generated;
  const described = cx(help ? `${inputId}-help` : null, error ? `${inputId}-error` : null);
  return (
    <div className={cx("flex flex-col gap-1", className)}>
      <label htmlFor={inputId} className="text-sm font-medium">
        {label}
      </label>
      <Input
        id={inputId}
        aria-invalid={error ? true : undefined}
        aria-describedby={described || undefined}
        {...props}
      />
      {help && (
        <p id={`${inputId}-help`} className="text-xs text-axis">
          {help}
        </p>
      )}
      {error && (
        <p id={`${inputId}-error`} className="text-xs text-critical">
          {error}
        </p>
      )}
    </div>
  );
}
