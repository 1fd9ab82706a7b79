"use client";

import type { DialogBodyProps } from "./dialog-body";
import { onDemand } from "./on-demand";
import { PopupPlace, PopupRoot } from "./popup";
import { DialogTriggerButton, PopupClose, type PopupTriggerProps } from "./popup-trigger";

const Body = onDemand(() => import("./dialog-body").then((module) => module.DialogBody));

export const Dialog = PopupRoot;
export const DialogClose = PopupClose;

export function DialogTrigger(props: PopupTriggerProps) {
  return <DialogTriggerButton body={Body} {...props} />;
}

export function DialogContent(props: DialogBodyProps) {
  return (
    <PopupPlace>
      <Body {...props} />
    </PopupPlace>
  );
}
