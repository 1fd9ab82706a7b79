"use client";

import { RotateCcw } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { type ReactNode, useState } from "react";
import { BreakdownControl } from "@/components/filters/breakdown-control";
import { CompareControl } from "@/components/filters/compare-control";
import { DateRangeControl, useRangeKeys } from "@/components/filters/date-range-control";
import { type DimensionNames, FilterChips } from "@/components/filters/filter-chips";
import { FilterMenu } from "@/components/filters/filter-menu";
import { IntervalControl } from "@/components/filters/interval-control";
import { PhoneFilters } from "@/components/filters/phone-filters";
import { countUnreadable } from "@/components/filters/search-params";
import { useSingleKeys } from "@/components/filters/single-keys";
import { TimeZoneMenu } from "@/components/filters/time-zone-menu";
import { PHONE, useMedia } from "@/components/filters/use-media";
import { useView } from "@/components/filters/view-context";
import { Button } from "@/components/ui/button";
import { isEmptySelection } from "@/lib/domain/view/selection";
import { VIEW_DIMENSIONS } from "@/lib/domain/view/view";

export interface FilterBarProps {
  /** Known names of values, for the chips. */
  names: DimensionNames;
  /** Buttons at the end of the bar. */
  actions?: ReactNode;
}

/** Range, interval, breakdown and filters of a page, stuck to the top; all of it is in the URL. */
export function FilterBar({ names, actions }: FilterBarProps) {
  const { view, changed, change } = useView();
  const filtered = VIEW_DIMENSIONS.some((dimension) => !isEmptySelection(view[dimension]));
  const [openMenu, setOpenMenu] = useState<"breakdown" | "filter" | null>(null);
  const isPhone = useMedia(PHONE);
  const menu = (name: "breakdown" | "filter") => ({
    open: openMenu === name,
    onOpenChange: (open: boolean) => setOpenMenu(open ? name : null),
  });
  useRangeKeys();
  useSingleKeys({
    c: () => change({ compare: view.compare === "none" ? "previous" : null }),
    x: () => setOpenMenu("breakdown"),
    f: () => setOpenMenu("filter"),
  });
  return (
    <section
      aria-label="Filters"
      data-screen-only=""
      className="sticky top-0 z-20 flex flex-col gap-2 border-b bg-page py-2"
    >
      <div className="flex flex-wrap items-center gap-1.5 min-[90rem]:gap-2">
        <DateRangeControl />
        {isPhone ? (
          <PhoneFilters />
        ) : (
          <>
            <IntervalControl />
            <CompareControl />
            <BreakdownControl {...menu("breakdown")} />
            <FilterMenu {...menu("filter")} />
            <TimeZoneMenu />
          </>
        )}
        <span className="ml-auto flex items-center gap-2 empty:hidden">
          {actions}
          {changed && !filtered && <ResetButton narrow />}
        </span>
      </div>
      {filtered && (
        <div className="flex flex-wrap items-center gap-2">
          <FilterChips names={names} />
          <ResetButton />
        </div>
      )}
      <UnreadableNote />
    </section>
  );
}

/** `narrow`: in a row that is full already, a picture until the window is wide. */
function ResetButton({ narrow = false }: { narrow?: boolean }) {
  const { reset } = useView();
  return (
    <Button variant="ghost" size="sm" onClick={reset} title={narrow ? "Reset the view" : undefined}>
      {narrow && <RotateCcw aria-hidden className="min-[90rem]:hidden" />}
      <span className={narrow ? "sr-only min-[90rem]:not-sr-only" : ""}>Reset</span>
    </Button>
  );
}

function UnreadableNote() {
  const { resolved } = useView();
  const search = useSearchParams();
  const count = countUnreadable(new URLSearchParams(search), resolved.today);
  if (count === 0) return null;
  return (
    <p role="status" className="text-xs text-warning">
      {count === 1 ? "1 filter in the link was" : `${count} filters in the link were`} not understood
    </p>
  );
}
