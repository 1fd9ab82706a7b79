"use client";

import { Check } from "lucide-react";
import type { ComponentProps } from "react";
import { cx } from "./cx";
import type { DropdownMenuBody } from "./dropdown-menu-body";
import { type MenuParts, useMenuParts } from "./menu-parts";
import { onDemand } from "./on-demand";
import { PopupPlace, PopupRoot } from "./popup";
import { MenuTriggerButton, type PopupTriggerProps } from "./popup-trigger";

const Body = onDemand(() => import("./dropdown-menu-body").then((module) => module.DropdownMenuBody));

export const DropdownMenu = PopupRoot;

export function DropdownMenuTrigger(props: PopupTriggerProps) {
  return <MenuTriggerButton body={Body} {...props} />;
}

export function DropdownMenuContent(props: ComponentProps<typeof DropdownMenuBody>) {
  return (
    <PopupPlace>
      <Body {...props} />
    </PopupPlace>
  );
}

const item =
  "relative flex min-h-8 cursor-default items-center gap-2 rounded px-2 py-1 text-sm outline-none select-none data-disabled:opacity-50 data-highlighted:bg-hover pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0";

type PartProps<Name extends keyof MenuParts> = ComponentProps<MenuParts[Name]>;

export function DropdownMenuRadioGroup(props: PartProps<"RadioGroup">) {
  const { RadioGroup } = useMenuParts();
  return <RadioGroup {...props} />;
}

export function DropdownMenuItem({ className, ...props }: PartProps<"Item">) {
  const { Item } = useMenuParts();
  return <Item className={cx(item, className)} {...props} />;
}

export function DropdownMenuCheckboxItem({ className, children, ...props }: PartProps<"CheckboxItem">) {
  const { CheckboxItem } = useMenuParts();
  return (
    <CheckboxItem className={cx(item, "pl-8", className)} {...props}>
      <Indicator />
      {children}
    </CheckboxItem>
  );
}

export function DropdownMenuRadioItem({ className, children, ...props }: PartProps<"RadioItem">) {
  const { RadioItem } = useMenuParts();
  return (
    <RadioItem className={cx(item, "pl-8", className)} {...props}>
      <Indicator />
      {children}
    </RadioItem>
  );
}

function Indicator() {
  const { ItemIndicator } = useMenuParts();
  return (
    <ItemIndicator className="absolute left-2">
      <Check aria-hidden />
    </ItemIndicator>
  );
}

export function DropdownMenuLabel({ className, ...props }: PartProps<"Label">) {
  const { Label } = useMenuParts();
  return <Label className={cx("px-2 py-1 text-xs text-axis", className)} {...props} />;
}

export function DropdownMenuSeparator({ className, ...props }: PartProps<"Separator">) {
  const { Separator } = useMenuParts();
  return <Separator className={cx("my-1 h-px bg-hairline", className)} {...props} />;
}
