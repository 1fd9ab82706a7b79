"use client";

import { Ellipsis } from "lucide-react";
import type { ReactNode } from "react";
import { useView } from "@/components/filters/view-context";
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";

export interface ChartMenuProps {
  cumulativeLabel?: string;
  /** The item that saves the numbers. */
  csv: ReactNode;
}

/** How the chart draws, and its numbers as a file. */
export function ChartMenu({ cumulativeLabel = "Cumulative", csv }: ChartMenuProps) {
  const { view, change } = useView();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <IconButton icon={Ellipsis} label="Chart options" />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuCheckboxItem
          checked={view.stack}
          onCheckedChange={(stack) => change({ stack })}
          disabled={view.chart === "line"}
        >
          Stack areas and bars
        </DropdownMenuCheckboxItem>
        <DropdownMenuCheckboxItem
          checked={view.cumulative}
          onCheckedChange={(cumulative) => change({ cumulative })}
        >
          {cumulativeLabel}
        </DropdownMenuCheckboxItem>
        <DropdownMenuSeparator />
        {csv}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
