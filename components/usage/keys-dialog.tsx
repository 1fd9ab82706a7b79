"use client";

import { Keyboard } from "lucide-react";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { onDemand } from "@/components/ui/on-demand";

const KeysList = onDemand(() => import("@/components/usage/keys-list").then((module) => module.KeysList));

export interface KeysDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** The keys of the page, by button and by "?". */
export function KeysDialog({ open, onOpenChange }: KeysDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogTrigger asChild ahead={KeysList.ahead}>
        <IconButton icon={Keyboard} label="Keyboard shortcuts" className="max-sm:hidden" />
      </DialogTrigger>
      <DialogContent title="Keyboard shortcuts">
        <KeysList />
      </DialogContent>
    </Dialog>
  );
}
