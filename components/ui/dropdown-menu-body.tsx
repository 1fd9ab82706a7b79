"use client";

import { DropdownMenu as Radix } from "radix-ui";
import { type ComponentProps, useEffect, useRef } from "react";
import { cx } from "./cx";
import { MenuPartsContext } from "./menu-parts";
import { usePopup } from "./popup";
import { TriggerStandIn } from "./trigger-stand-in";

const { CheckboxItem, Item, ItemIndicator, Label, RadioGroup, RadioItem, Separator } = Radix;
export const menuParts = { CheckboxItem, Item, ItemIndicator, Label, RadioGroup, RadioItem, Separator };

export function DropdownMenuBody({ className, children, ...props }: ComponentProps<typeof Radix.Content>) {
  const { open, setOpen, triggerId, contentId } = usePopup();
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild>
        <TriggerStandIn />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          id={contentId}
          aria-labelledby={triggerId}
          sideOffset={4}
          collisionPadding={8}
          className={cx(
            "z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 overflow-auto rounded-md border bg-card p-1 text-text shadow-lg",
            className,
          )}
          {...props}
        >
          <MenuPartsContext value={menuParts}>{children}</MenuPartsContext>
          <FirstItemFocus />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The primitives did not see the key that opened the menu, as they may have come after it. */
function FirstItemFocus() {
  const { byKey } = usePopup();
  const ref = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const items = '[role^="menuitem"]:not([data-disabled])';
    const first = ref.current?.closest('[role="menu"]')?.querySelector<HTMLElement>(items);
    if (byKey.current) first?.focus({ preventScroll: true });
  }, [byKey]);
  return <span ref={ref} hidden />;
}
