"use client";

import { Check } from "lucide-react";
import { Select as Radix } from "radix-ui";
import { useNonce } from "./nonce";
import { usePopup } from "./popup";
import type { SelectOption } from "./select";
import { TriggerStandIn } from "./trigger-stand-in";

export interface SelectBodyProps {
  value: string;
  onValueChange: (value: string) => void;
  options: readonly SelectOption[];
}

export function SelectBody({ value, onValueChange, options }: SelectBodyProps) {
  const { open, setOpen, contentId } = usePopup();
  const nonce = useNonce();
  return (
    <Radix.Root open={open} onOpenChange={setOpen} value={value} onValueChange={onValueChange}>
      <Radix.Trigger asChild>
        <TriggerStandIn />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          id={contentId}
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
