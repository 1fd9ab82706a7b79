"use client";

import { ChevronDown, Split } from "lucide-react";
import { DIMENSION_WORDS } from "@/components/filters/dimension-words";
import { useView } from "@/components/filters/view-context";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { VIEW_DIMENSIONS, type ViewDimension } from "@/lib/domain/view/view";

const NONE = "none";
const isDimension = (value: string): value is ViewDimension =>
  VIEW_DIMENSIONS.some((dimension) => dimension === value);

export interface BreakdownControlProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** What the series stand for: up to two dimensions, in order. */
export function BreakdownControl({ open, onOpenChange }: BreakdownControlProps) {
  const { view, change } = useView();
  const [first, second] = view.breakdown;
  const words = view.breakdown.map((dimension) => DIMENSION_WORDS[dimension].one).join(", then ");

  const choose = (place: 0 | 1, value: string) => {
    const chosen = isDimension(value) ? value : undefined;
    const next = place === 0 ? [chosen, chosen === second ? undefined : second] : [first, chosen];
    change({ breakdown: chosen || place === 1 ? next.filter((one) => one !== undefined) : [] });
  };

  return (
    <DropdownMenu open={open} onOpenChange={onOpenChange}>
      <DropdownMenuTrigger asChild>
        <Button aria-label={`Break down by: ${words || "None"}`}>
          <Split aria-hidden className="text-axis" />
          {words === "" ? "Break down" : `By ${words}`}
          <ChevronDown aria-hidden className="text-axis sm:max-[90rem]:hidden" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start">
        <DropdownMenuLabel>Break down by</DropdownMenuLabel>
        <Choices value={first} onChoose={(value) => choose(0, value)} offered={VIEW_DIMENSIONS} />
        {first && (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuLabel>Then by</DropdownMenuLabel>
            <Choices
              value={second}
              onChoose={(value) => choose(1, value)}
              offered={VIEW_DIMENSIONS.filter((dimension) => dimension !== first)}
            />
          </>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function Choices(props: {
  value: ViewDimension | undefined;
  offered: readonly ViewDimension[];
  onChoose: (value: string) => void;
}) {
  return (
    <DropdownMenuRadioGroup value={props.value ?? NONE} onValueChange={props.onChoose}>
      <DropdownMenuRadioItem value={NONE}>None</DropdownMenuRadioItem>
      {props.offered.map((dimension) => (
        <DropdownMenuRadioItem key={dimension} value={dimension}>
          {DIMENSION_WORDS[dimension].one}
        </DropdownMenuRadioItem>
      ))}
    </DropdownMenuRadioGroup>
  );
}
