"use client";

import { ListFilter } from "lucide-react";
import { useState } from "react";
import { BreakdownControl } from "@/components/filters/breakdown-control";
import { CompareControl } from "@/components/filters/compare-control";
import { FilterTabs } from "@/components/filters/filter-menu";
import { IntervalControl } from "@/components/filters/interval-control";
import { TimeZoneMenu } from "@/components/filters/time-zone-menu";
import { useView } from "@/components/filters/view-context";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { VIEW_DIMENSIONS } from "@/lib/domain/view/view";

/** The same controls in a sheet from the bottom: one row is all a phone has for them. */
export function PhoneFilters() {
  const { view } = useView();
  const [breakdownOpen, setBreakdownOpen] = useState(false);
  const count = VIEW_DIMENSIONS.reduce(
    (sum, dimension) => sum + view[dimension].include.length + view[dimension].exclude.length,
    0,
  );
  return (
    <Dialog>
      <DialogTrigger asChild ahead={FilterTabs.ahead}>
        <Button aria-label={count === 0 ? "Filters" : `Filters, ${count} chosen`}>
          <ListFilter aria-hidden className="text-axis" />
          {count > 0 && count}
        </Button>
      </DialogTrigger>
      <DialogContent
        title="Filters"
        side="bottom"
        footer={
          <DialogClose asChild>
            <Button variant="primary">Show results</Button>
          </DialogClose>
        }
      >
        <div className="flex flex-col items-start gap-3">
          <IntervalControl />
          <CompareControl />
          <BreakdownControl open={breakdownOpen} onOpenChange={setBreakdownOpen} />
          <TimeZoneMenu />
          <div className="w-full">
            <FilterTabs />
          </div>
        </div>
      </DialogContent>
    </Dialog>
  );
}
