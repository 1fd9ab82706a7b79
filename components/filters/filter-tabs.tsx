"use client";

import { useState } from "react";
import { DIMENSION_WORDS } from "@/components/filters/dimension-words";
import { FilterValues } from "@/components/filters/filter-values";
import { useView } from "@/components/filters/view-context";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { VIEW_DIMENSIONS, type ViewDimension } from "@/lib/domain/view/view";

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
