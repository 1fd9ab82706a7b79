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
import { useDownload } from "@/components/usage/use-download";

/** How the chart draws, and its numbers as a file. */
export function ChartMenu() {
  const { view, change } = useView();
  const download = useDownload();
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
          Cumulative
        </DropdownMenuCheckboxItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={download ?? undefined} disabled={!download}>
          <Download aria-hidden />
          Download CSV
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
