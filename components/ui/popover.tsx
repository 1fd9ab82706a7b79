"use client";

import { Popover as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cx } from "./cx";

export const Popover = Radix.Root;
export const PopoverTrigger = Radix.Trigger;
export const PopoverAnchor = Radix.Anchor;
export const PopoverClose = Radix.Close;

export function PopoverContent({
  className,
  align = "start",
  ...props
}: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
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
  );
}
