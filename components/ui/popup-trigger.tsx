"use client";

import { Slot } from "radix-ui";
import type { ComponentProps, KeyboardEvent, PointerEvent, Ref } from "react";
import { usePopup } from "./popup";

type Handled = "onClick" | "onFocus" | "onPointerDown" | "onPointerEnter" | "ref";

export interface PopupTriggerProps extends Omit<ComponentProps<"button">, Handled> {
  /** Puts the only child in the button's place, with the handlers of both. */
  asChild?: boolean;
  /** Fetches the code of what will stand inside. */
  ahead?: () => void;
}

type AheadProps = PopupTriggerProps & { body: { ahead: () => void } };

/** Opens and closes by click. */
export function DialogTriggerButton({ body, ahead, ...props }: AheadProps) {
  const { open, setOpen } = usePopup();
  const common = useCommon("dialog", [body.ahead, ahead], props.id);
  return <TriggerButton {...common} {...props} id={common.id} onClick={() => setOpen(!open)} />;
}

const OPENING_KEYS = ["Enter", " ", "ArrowDown"];

/** Opens and closes when pressed, so that one movement opens and chooses; by keys it opens on its first item. */
export function MenuTriggerButton({ body, ahead, ...props }: AheadProps) {
  const { open, setOpen, byKey } = usePopup();
  const common = useCommon("menu", [body.ahead, ahead], props.id);
  const set = (next: boolean, isKey: boolean) => {
    byKey.current = isKey;
    setOpen(next);
  };
  const press = (event: PointerEvent) => {
    if (event.button !== 0 || event.ctrlKey) return;
    // The menu takes the focus; the button must not take it afterwards.
    if (!open) event.preventDefault();
    set(!open, false);
  };
  const type = (event: KeyboardEvent) => {
    if (!OPENING_KEYS.includes(event.key)) return;
    event.preventDefault();
    set(event.key === "ArrowDown" || !open, true);
  };
  return <TriggerButton {...common} {...props} onPointerDown={press} onKeyDown={type} />;
}

function useCommon(
  kind: "dialog" | "menu",
  parts: readonly ((() => void) | undefined)[],
  id: string | undefined,
) {
  const { open, trigger, triggerId, contentId } = usePopup();
  const fetchParts = () => {
    for (const part of parts) part?.();
  };
  return {
    ref: trigger as Ref<HTMLButtonElement>,
    id: id ?? triggerId,
    "aria-haspopup": kind,
    "aria-expanded": open,
    "aria-controls": open ? contentId : undefined,
    "data-state": open ? "open" : "closed",
    onPointerEnter: fetchParts,
    onFocus: fetchParts,
  };
}

/** Closes what it stands in. */
export function PopupClose(props: Omit<PopupTriggerProps, "ahead">) {
  const { setOpen } = usePopup();
  return <TriggerButton {...props} onClick={() => setOpen(false)} />;
}

function TriggerButton({ asChild, ...props }: ComponentProps<"button"> & { asChild?: boolean }) {
  return asChild ? <Slot.Root {...props} /> : <button type="button" {...props} />;
}
