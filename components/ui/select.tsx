"use client";

import { Check, ChevronDown } from "lucide-react";
import { Select as Radix } from "radix-ui";
import { cx } from "./cx";
import { useNonce } from "./nonce";

export interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean;
  /** Why the option cannot be chosen, or what it means. */
  hint?: string;
}

export interface SelectProps {
  value: string;
  onValueChange: (value: string) => void;
  options: readonly SelectOption[];
  /** The accessible name. With `showLabel` it also stands before the value. */
  label: string;
  showLabel?: boolean;
  placeholder?: string;
  disabled?: boolean;
  id?: string;
  className?: string;
}

export function Select(props: SelectProps) {
  const { value, onValueChange, options, label, showLabel, placeholder, disabled, id, className } = props;
  const nonce = useNonce();
  return (
    <Radix.Root value={value} onValueChange={onValueChange} disabled={disabled}>
      <Radix.Trigger
        id={id}
        aria-label={label}
        className={cx(
          "inline-flex h-9 max-w-full items-center gap-1.5 rounded-md border border-input-border bg-card px-3 text-sm",
          "hover:bg-hover disabled:cursor-not-allowed disabled:opacity-50 pointer-coarse:h-11",
          className,
        )}
      >
        {showLabel && <span className="text-axis">{label}</span>}
        <span className="truncate">
          <Radix.Value placeholder={placeholder} />
        </span>
        <ChevronDown aria-hidden className="ml-auto size-4 shrink-0 text-axis" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          className="z-50 max-h-[min(24rem,var(--radix-select-content-available-height))] min-w-(--radix-select-trigger-width) overflow-hidden rounded-md border bg-card text-text shadow-lg"
        >
          <Radix.Viewport nonce={nonce} className="p-1">
            {options.map((option) => (
              <Option key={option.value} option={option} />
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Option({ option }: { option: SelectOption }) {
  return (
    <Radix.Item
      value={option.value}
      disabled={option.disabled}
      className="flex min-h-8 cursor-default items-center gap-2 rounded px-2 py-1 text-sm outline-none select-none data-disabled:opacity-60 data-highlighted:bg-hover pointer-coarse:min-h-11"
    >
      <span className="flex size-4 shrink-0 items-center justify-center">
        <Radix.ItemIndicator>
          <Check aria-hidden className="size-4" />
        </Radix.ItemIndicator>
      </span>
      <span>
        <Radix.ItemText>{option.label}</Radix.ItemText>
        {option.hint && <span className="block text-xs text-axis">{option.hint}</span>}
      </span>
    </Radix.Item>
  );
}
