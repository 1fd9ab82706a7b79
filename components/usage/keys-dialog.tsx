"use client";

import { Keyboard } from "lucide-react";
import { PRESET_WORDS } from "@/components/filters/range-words";
import { useSingleKeysSetting } from "@/components/filters/single-keys";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";
import { PRESETS } from "@/lib/domain/view/view-range";

const PAGE_KEYS = [
  ["1 – 4", "Line, area, bar, table"],
  ["X", "Break down by"],
  ["F", "Filter"],
  ["[ ]", "Earlier and later range"],
  ["R", "Refresh"],
  ["E", "Download CSV"],
  ["?", "This list"],
] as const;

const RANGE_KEYS = PRESETS.flatMap((preset) => {
  const { key, label } = PRESET_WORDS[preset];
  return key ? [[key, label] as const] : [];
});

export interface KeysDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Every key of the page, and the switch that turns keys without a modifier off. */
export function KeysDialog({ open, onOpenChange }: KeysDialogProps) {
  const [on, setOn] = useSingleKeysSetting();
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogTrigger asChild>
        <IconButton icon={Keyboard} label="Keyboard shortcuts" className="max-sm:hidden" />
      </DialogTrigger>
      <DialogContent title="Keyboard shortcuts">
        <Checkbox checked={on} onCheckedChange={setOn} label="Single-key shortcuts" className="pb-2" />
        <div className="grid gap-4 sm:grid-cols-2">
          <KeyList title="Page" keys={PAGE_KEYS} />
          <KeyList title="Date range" keys={RANGE_KEYS} />
        </div>
      </DialogContent>
    </Dialog>
  );
}

function KeyList({ title, keys }: { title: string; keys: readonly (readonly [string, string])[] }) {
  return (
    <div>
      <h3 className="pb-1 text-sm font-medium">{title}</h3>
      <dl className="grid grid-cols-[4rem_1fr] items-center gap-y-1 text-sm">
        {keys.map(([key, meaning]) => (
          <div key={key} className="contents">
            <dt>
              <Kbd>{key}</Kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
