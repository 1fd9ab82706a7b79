"use client";

import { ArrowDown, ArrowUp, ArrowUpDown } from "lucide-react";
import type { CSSProperties } from "react";
import { cx } from "@/components/ui/cx";
import type { DataColumn, TableSort } from "./prepare-columns";

export interface ColumnHeaderProps {
  column: Pick<DataColumn<never>, "id" | "label" | "kind" | "unsortable" | "hideLabel">;
  sort: TableSort | null;
  onSort: () => void;
  className?: string;
  style?: CSSProperties;
}

export function ColumnHeader({ column, sort, onSort, className, style }: ColumnHeaderProps) {
  const isSorted = sort?.id === column.id;
  const direction = isSorted ? (sort.desc ? "descending" : "ascending") : undefined;
  const Icon = isSorted ? (sort.desc ? ArrowDown : ArrowUp) : ArrowUpDown;
  const label = <span className={column.hideLabel ? "sr-only" : undefined}>{column.label}</span>;
  const isNumber = column.kind === "number";
  return (
    <th
      scope="col"
      aria-sort={direction}
      style={style}
      className={cx(
        "h-9 border-b bg-card text-xs font-medium whitespace-nowrap text-axis",
        isNumber ? "text-right" : "text-left",
        column.unsortable && "px-3",
        className,
      )}
    >
      {column.unsortable ? (
        label
      ) : (
        <button
          type="button"
          onClick={onSort}
          className={cx(
            "group inline-flex h-9 max-w-full items-center gap-1 px-3 -outline-offset-2 hover:text-text pointer-coarse:h-11",
            isNumber && "flex-row-reverse",
            isSorted && "text-text",
          )}
        >
          {label}
          <Icon
            aria-hidden
            className={cx(
              "size-3.5 shrink-0",
              !isSorted && "opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60",
            )}
          />
        </button>
      )}
    </th>
  );
}
