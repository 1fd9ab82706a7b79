"use client";

import { ChevronDown, ListFilter } from "lucide-react";
import { Button } from "@/components/ui/button";
import { onDemand } from "@/components/ui/on-demand";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";

export const FilterTabs = onDemand(() =>
  import("@/components/filters/filter-tabs").then((module) => module.FilterTabs),
);

export interface FilterMenuProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function FilterMenu({ open, onOpenChange }: FilterMenuProps) {
  return (
    <Popover open={open} onOpenChange={onOpenChange}>
      <PopoverTrigger asChild ahead={FilterTabs.ahead}>
        <Button>
          <ListFilter aria-hidden className="text-axis" />
          Filter
          <ChevronDown aria-hidden className="text-axis sm:max-[90rem]:hidden" />
        </Button>
      </PopoverTrigger>
      <PopoverContent aria-label="Filter" className="w-96">
        <FilterTabs />
      </PopoverContent>
    </Popover>
  );
}
