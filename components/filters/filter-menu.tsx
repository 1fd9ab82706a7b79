"use client";

import { ChevronDown, ListFilter } from "lucide-react";
import { useState } from "react";
import { DIMENSION_WORDS } from "@/components/filters/dimension-words";
import { FilterValues } from "@/components/filters/filter-values";
import { useView } from "@/components/filters/view-context";
import { Button } from "@/components/ui/button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { VIEW_DIMENSIONS, type ViewDimension } from "@/lib/domain/view/view";

export interface FilterMenuProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function FilterMenu({ open, onOpenChange }: FilterMenuProps) {
  return (
    <Popover open={open} onOpenChange={onOpenChange}>
      <PopoverTrigger asChild>
        <Button>
          <ListFilter aria-hidden className="text-axis" />
          Filter
          <ChevronDown aria-hidden className="text-axis" />
        </Button>
      </PopoverTrigger>
      <PopoverContent aria-label="Filter" className="w-96">
        <FilterTabs />
      </PopoverContent>
    </Popover>
  );
}

/** One tab per dimension, each with how much of it is chosen. */
export function FilterTabs() {
  const { view } = useView();
  const [dimension, setDimension] = useState<ViewDimension>("type");
  const choose = (value: string) => setDimension(VIEW_DIMENSIONS.find((one) => one === value) ?? dimension);
  return (
    <Tabs value={dimension} onValueChange={choose}>
      <TabsList aria-label="Filter by">
        {VIEW_DIMENSIONS.map((one) => {
          const count = view[one].include.length + view[one].exclude.length;
          return (
            <TabsTrigger key={one} value={one}>
              {DIMENSION_WORDS[one].one}
              {count > 0 && <span className="ml-1 text-xs text-link">{count}</span>}
            </TabsTrigger>
          );
        })}
      </TabsList>
      <TabsContent value={dimension}>
        <FilterValues key={dimension} dimension={dimension} />
      </TabsContent>
    </Tabs>
  );
}
