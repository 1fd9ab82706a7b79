"use client";

import type { MouseEvent } from "react";
import { cx } from "@/components/ui/cx";
import { NO_VALUE } from "@/lib/format";
import { columnStyle } from "./column-style";
import type { DataColumn } from "./prepare-columns";

export interface DataRowProps<Row> {
  row: Row;
  columns: readonly DataColumn<Row>[];
  offsets: ReadonlyMap<string, number>;
  onRowClick?: (row: Row) => void;
  isDimmed: boolean;
  isScrolled: boolean;
  /** Counted from 1 with the header, when not all rows are drawn. */
  rowIndex?: number;
}

export function DataRow<Row>({
  row,
  columns,
  offsets,
  onRowClick,
  isDimmed,
  isScrolled,
  rowIndex,
}: DataRowProps<Row>) {
  // The row is a larger target for the button in it; other controls in the row keep their own clicks.
  const press = (event: MouseEvent) => {
    const target = event.target;
    if (target instanceof Element && target.closest("button, a, input, label")) return;
    onRowClick?.(row);
  };
  return (
    <tr
      aria-rowindex={rowIndex}
      onClick={onRowClick && press}
      className={cx("group/row", onRowClick && "cursor-pointer")}
    >
      {columns.map((column) => {
        const { className, style } = columnStyle(column, offsets, isScrolled);
        const shown = column.cell ? column.cell(row) : (column.value(row) ?? NO_VALUE);
        const look = cx(
          "h-9 border-b bg-card px-3 whitespace-nowrap group-hover/row:bg-subtle",
          column.kind === "number" ? "text-right" : "text-left",
          className,
        );
        const content = (
          <div className={cx(column.kind === "text" && "truncate", isDimmed && "text-muted")}>{shown}</div>
        );
        if (!column.rowHeader) {
          return (
            <td key={column.id} className={look} style={style}>
              {content}
            </td>
          );
        }
        return (
          <th key={column.id} scope="row" className={cx(look, "font-normal")} style={style}>
            {onRowClick ? (
              <button
                type="button"
                onClick={() => onRowClick(row)}
                className="block min-h-6 w-full text-left -outline-offset-1 hover:underline"
              >
                {content}
              </button>
            ) : (
              content
            )}
          </th>
        );
      })}
    </tr>
  );
}
