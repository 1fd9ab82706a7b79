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
import { onDemand } from "@/components/ui/on-demand";

export interface ChartMenuProps {
  cumulativeLabel?: string;
  /** The item that saves the numbers. */
  csv: ReactNode;
  /** What a saved picture is called. */
  dataset: "usage" | "spend";
}

const PictureItems = onDemand(() =>
  import("@/components/usage/picture-items").then((module) => module.PictureItems),
);

const SCALE_WORDS = { fit: "Fit axis of lines", log: "Log scale of lines" };

/** How the chart draws, and its numbers as a file. */
export function ChartMenu({ cumulativeLabel = "Cumulative", csv, dataset }: ChartMenuProps) {
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
        <DropdownMenuCheckboxItem
          checked={view.values}
          onCheckedChange={(values) => change({ values })}
          disabled={view.chart !== "bar"}
        >
          Show values on bars
        </DropdownMenuCheckboxItem>
        {(["fit", "log"] as const).map((scale) => (
          <DropdownMenuCheckboxItem
            key={scale}
            checked={view.scale === scale}
            onCheckedChange={(on) => change({ scale: on ? scale : null })}
            disabled={view.chart !== "line"}
          >
            {SCALE_WORDS[scale]}
          </DropdownMenuCheckboxItem>
        ))}
        <DropdownMenuSeparator />
        {csv}
        <PictureItems dataset={dataset} />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
