"use client";

import {
  createContext,
  type ReactNode,
  type RefObject,
  useContext,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { LatePart } from "./late-part";

export interface Popup {
  open: boolean;
  setOpen: (open: boolean) => void;
  trigger: RefObject<HTMLElement | null>;
  /** What gets the focus back: the trigger, or where there is none what had the focus. */
  opener: RefObject<HTMLElement | null>;
  /** Whether a key opened it, so that its first item takes the focus. */
  byKey: RefObject<boolean>;
  triggerId: string;
  contentId: string;
}

const PopupContext = createContext<Popup | null>(null);

export function usePopup(): Popup {
  const popup = useContext(PopupContext);
  if (!popup) throw new Error("A trigger or a content needs its popover, menu or dialog around it.");
  return popup;
}

export interface PopupRootProps {
  /** Left out, it opens and closes by itself. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  children: ReactNode;
}

/** Whether something is open, and from where. The code that shows it comes with the first opening. */
export function PopupRoot({ open: asked, onOpenChange, children }: PopupRootProps) {
  const [own, setOwn] = useState(false);
  const open = asked ?? own;
  const trigger = useRef<HTMLElement>(null);
  const opener = useRef<HTMLElement>(null);
  const byKey = useRef(false);
  const [triggerId, contentId] = [useId(), useId()];
  const latest = useRef(onOpenChange);
  useLayoutEffect(() => {
    latest.current = onOpenChange;
  });
  useLayoutEffect(() => {
    // Now, because the content will take the focus as soon as it is there.
    if (open) opener.current = trigger.current ?? focused();
  }, [open]);
  const popup = useMemo<Popup>(() => {
    const setOpen = (next: boolean) => {
      setOwn(next);
      latest.current?.(next);
    };
    return { open, setOpen, trigger, opener, byKey, triggerId, contentId };
  }, [open, triggerId, contentId]);
  return <PopupContext value={popup}>{children}</PopupContext>;
}

function focused(): HTMLElement | null {
  return document.activeElement instanceof HTMLElement ? document.activeElement : null;
}

/** Where the content stands once it was opened. It shows when the code of everything in it has come. */
export function PopupPlace({ children }: { children: ReactNode }) {
  const { open, setOpen } = usePopup();
  const [isUsed, setUsed] = useState(open);
  if (open && !isUsed) setUsed(true);
  if (!isUsed) return null;
  const giveUp = () => {
    setUsed(false);
    setOpen(false);
  };
  return <LatePart onMissing={giveUp}>{children}</LatePart>;
}
