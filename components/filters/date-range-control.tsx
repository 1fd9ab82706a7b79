"use client";

import { CalendarDays, ChevronDown, ChevronLeft, ChevronRight } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { datesInWords, PRESET_WORDS, rangeInWords } from "@/components/filters/range-words";
import { useSingleKeys } from "@/components/filters/single-keys";
import { PHONE, useMedia } from "@/components/filters/use-media";
import { useView } from "@/components/filters/view-context";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { onDemand } from "@/components/ui/on-demand";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { shiftRange } from "@/lib/domain/view/shift-range";
import type { ResolvedView } from "@/lib/domain/view/view";
import { PRESETS, type RangeChoice } from "@/lib/domain/view/view-range";

const RangePanel = onDemand(() =>
  import("@/components/filters/range-panel").then((module) => module.RangePanel),
);

/** The range in one button, with a chevron on either side that moves it by its whole length. */
export function DateRangeControl() {
  const { resolved } = useView();
  const choose = useChooseRange();
  const [earlier, later] = useShifts();
  return (
    <div className="flex min-w-0 items-center gap-1">
      <IconButton
        icon={ChevronLeft}
        label="Earlier range"
        bordered
        disabled={!earlier}
        onClick={() => earlier && choose(earlier)}
      />
      <RangeMenu resolved={resolved} onChoose={choose} />
      <IconButton
        icon={ChevronRight}
        label="Later range"
        bordered
        disabled={!later}
        onClick={() => later && choose(later)}
      />
    </div>
  );
}

/** Writes a range to the URL: a preset stays relative, two days stay as they are. */
export function useChooseRange() {
  const { change } = useView();
  return (choice: RangeChoice) => {
    if ("preset" in choice) change({ range: choice.preset, start: null, end: null });
    else change({ range: null, start: choice.start, end: choice.end });
  };
}

function useShifts() {
  const { resolved } = useView();
  const { range, today } = resolved;
  return [shiftRange(range, -1, today), shiftRange(range, 1, today)] as const;
}

function RangeMenu(props: { resolved: ResolvedView; onChoose: (choice: RangeChoice) => void }) {
  const { resolved } = props;
  const [open, setOpen] = useState(false);
  const isPhone = useMedia(PHONE);
  const choose = (choice: RangeChoice) => {
    setOpen(false);
    props.onChoose(choice);
  };
  const trigger = <RangeButton resolved={resolved} />;
  if (isPhone) {
    return (
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogTrigger asChild ahead={RangePanel.ahead}>
          {trigger}
        </DialogTrigger>
        <DialogContent title="Date range" side="bottom" className="h-[90dvh]">
          <RangePanel resolved={resolved} months={1} onChoose={choose} />
        </DialogContent>
      </Dialog>
    );
  }
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild ahead={RangePanel.ahead}>
        {trigger}
      </PopoverTrigger>
      <PopoverContent aria-label="Date range">
        <RangePanel resolved={resolved} months={2} onChoose={choose} />
      </PopoverContent>
    </Popover>
  );
}

function RangeButton({ resolved, ...props }: ComponentProps<typeof Button> & { resolved: ResolvedView }) {
  const { choice, range, today } = resolved;
  const words = rangeInWords(choice, range, today);
  const dates = datesInWords(range, today);
  return (
    <Button {...props} className="min-w-0 shrink">
      <CalendarDays aria-hidden className="text-axis" />
      <span className="truncate">
        <span className="sr-only">Date range: </span>
        {words}
      </span>
      {words !== dates && <span className="font-normal text-axis max-md:hidden"> {dates}</span>}
      <ChevronDown aria-hidden className="text-axis sm:max-[90rem]:hidden" />
    </Button>
  );
}

/** The keys that choose a range or move it. */
export function useRangeKeys(): void {
  const choose = useChooseRange();
  const [earlier, later] = useShifts();
  const presets = PRESETS.flatMap((preset) => {
    const { key } = PRESET_WORDS[preset];
    return key ? [[key.toLowerCase(), () => choose({ preset })] as const] : [];
  });
  useSingleKeys({
    ...Object.fromEntries(presets),
    "[": () => earlier && choose(earlier),
    "]": () => later && choose(later),
  });
}
