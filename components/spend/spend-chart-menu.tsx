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
import { addressOf } from "@/lib/api/call";
import { exportFile } from "@/lib/contracts/export";
import { viewSpendQuery } from "@/lib/queries/view-queries";

/** How the chart draws, and its numbers as a file. */
export function SpendChartMenu() {
  const { view, resolved, change } = useView();
  const { compare: _, page_size: __, cumulative: ___, top: ____, ...query } = viewSpendQuery(resolved, false);
  const file = addressOf(exportFile, { ...query, dataset: "spend", format: "csv" });
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
          Cumulative in the billing period
        </DropdownMenuCheckboxItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem asChild>
          <a href={file} download>
            <Download aria-hidden />
            Download CSV
          </a>
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
