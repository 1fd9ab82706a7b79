"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx";
import { IconButton } from "./icon-button";
import { usePopup } from "./popup";
import { TriggerStandIn } from "./trigger-stand-in";

const sides = {
  center:
    "top-1/2 left-1/2 max-h-[calc(100dvh-2rem)] w-[min(32rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 rounded-lg border",
  bottom: "inset-x-0 bottom-0 max-h-[90dvh] rounded-t-xl border-t pb-[env(safe-area-inset-bottom)]",
  left: "inset-y-0 left-0 w-[min(20rem,85vw)] border-r",
  right: "inset-y-0 right-0 w-[min(36rem,100vw)] border-l",
} as const;

export interface DialogBodyProps extends Omit<ComponentProps<typeof Radix.Content>, "title"> {
  title: string;
  description?: ReactNode;
  /** Where it stands: a dialog in the middle, or a sheet at an edge. */
  side?: keyof typeof sides;
  /** Buttons, kept in view below the scrolling body. */
  footer?: ReactNode;
}

export function DialogBody(props: DialogBodyProps) {
  const { title, description, side = "center", footer, className, children, ...rest } = props;
  const { open, setOpen, contentId } = usePopup();
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild>
        <TriggerStandIn />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-[rgb(0_0_0/0.45)]" />
        <Radix.Content
          id={contentId}
          {...(description ? {} : { "aria-describedby": undefined })}
          className={cx("fixed z-50 flex flex-col bg-card text-text shadow-xl", sides[side], className)}
          {...rest}
        >
          <div className="flex items-start gap-2 px-4 pt-3 pb-2">
            <div className="min-w-0 flex-1 pt-1.5">
              <Radix.Title className="text-base font-semibold">{title}</Radix.Title>
              {description && (
                <Radix.Description className="mt-1 text-sm text-axis">{description}</Radix.Description>
              )}
            </div>
            <Radix.Close asChild>
              <IconButton icon={X} label="Close" />
            </Radix.Close>
          </div>
          <div className="min-h-0 flex-1 overflow-auto px-4 pb-4">{children}</div>
          {footer && <div className="flex flex-wrap justify-end gap-2 border-t px-4 py-3">{footer}</div>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
