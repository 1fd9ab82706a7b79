"use client";

import { ChevronDown, GitCompareArrows } from "lucide-react";
import { COMPARISON_WORDS } from "@/components/filters/comparison-words";
import { useView } from "@/components/filters/view-context";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { VIEW_COMPARISONS } from "@/lib/domain/view/comparison";

/** What the range is compared with. */
export function CompareControl() {
  const { view, change } = useView();
  const { label, short } = COMPARISON_WORDS[view.compare];
  const choose = (value: string) =>
    change({ compare: VIEW_COMPARISONS.find((comparison) => comparison === value) ?? null });
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button aria-label={`Compare with: ${label}`}>
          <GitCompareArrows aria-hidden className="text-axis" />
          {short}
          <ChevronDown aria-hidden className="text-axis sm:max-[90rem]:hidden" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start">
        <DropdownMenuLabel>Compare with</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={view.compare} onValueChange={choose}>
          {VIEW_COMPARISONS.map((comparison) => (
            <DropdownMenuRadioItem key={comparison} value={comparison}>
              {COMPARISON_WORDS[comparison].label}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
