"use client";

import { Download, Ellipsis } from "lucide-react";
import { useView } from "@/components/filters/view-context";
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";

export interface ChartMenuProps {
  cumulativeLabel?: string;
  /** The address of the numbers as a file, or what saves them; null while there are none. */
  csv: string | (() => void) | null;
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
        <CsvItem csv={csv} />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function CsvItem({ csv }: Pick<ChartMenuProps, "csv">) {
  const words = (
    <>
      <Download aria-hidden />
      Download CSV
    </>
  );
  if (typeof csv === "string")
    return (
      <DropdownMenuItem asChild>
        <a href={csv} download>
          {words}
        </a>
      </DropdownMenuItem>
    );
  return (
    <DropdownMenuItem onSelect={csv ?? undefined} disabled={!csv}>
      {words}
    </DropdownMenuItem>
  );
}
