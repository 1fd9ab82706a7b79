"use client";

import { Button } from "./button";
import { Dialog, DialogClose, DialogContent } from "./dialog";

export interface ConfirmDialogProps {
  /** Names the thing: "Delete the rule Storage nearly full". */
  title: string;
  /** What then is, in a sentence. */
  effect: string;
  /** The verb on the button: "Delete". */
  verb: string;
  isPending: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something is destroyed; the safe button has the focus. */
export function ConfirmDialog({ title, effect, verb, isPending, onConfirm, onClose }: ConfirmDialogProps) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={title}
        description={effect}
        footer={
          <>
            <DialogClose asChild>
              <Button autoFocus>Keep it</Button>
            </DialogClose>
            <Button variant="danger" disabled={isPending} onClick={onConfirm}>
              {verb}
            </Button>
          </>
        }
      />
    </Dialog>
  );
}
