"use client";

import { Popover as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cx } from "./cx";
import { usePopup } from "./popup";
import { TriggerStandIn } from "./trigger-stand-in";

export function PopoverBody({ className, align = "start", ...props }: ComponentProps<typeof Radix.Content>) {
  const { open, setOpen, contentId } = usePopup();
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild>
        <TriggerStandIn />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          id={contentId}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={cx(
            "z-50 max-h-(--radix-popover-content-available-height) max-w-[calc(100vw-1rem)] overflow-auto rounded-lg border bg-card p-3 text-sm text-text shadow-lg",
            className,
          )}
          {...props}
        />
      </Radix.Portal>
    </Radix.Root>
  );
}
