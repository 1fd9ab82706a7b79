"use client";

import type { ComponentProps } from "react";
import { onDemand } from "./on-demand";
import type { PopoverBody } from "./popover-body";
import { PopupPlace, PopupRoot } from "./popup";
import { DialogTriggerButton, PopupClose, type PopupTriggerProps } from "./popup-trigger";

const Body = onDemand(() => import("./popover-body").then((module) => module.PopoverBody));

export const Popover = PopupRoot;
export const PopoverClose = PopupClose;

export function PopoverTrigger(props: PopupTriggerProps) {
  return <DialogTriggerButton body={Body} {...props} />;
}

export function PopoverContent(props: ComponentProps<typeof PopoverBody>) {
  return (
    <PopupPlace>
      <Body {...props} />
    </PopupPlace>
  );
}
