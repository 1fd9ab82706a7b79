"use client";

import { type ReactNode, Suspense, useMemo, useRef } from "react";
import { cx } from "@/components/ui/cx";
import { onDemand, PartBoundary } from "@/components/ui/on-demand";
import { ColumnHeader } from "./column-header";
import { columnStyle } from "./column-style";
import { DataRow } from "./data-row";
import { type DataColumn, nextSort, stickyOffsets, type TableSort } from "./prepare-columns";
import { sortedRows } from "./prepare-rows";
import { allRows, firstRows, type RowWindow, VIRTUAL_ABOVE } from "./row-window";
import { useScrollEdges } from "./use-scroll-edges";

export interface DataTableProps<Row> {
  /** What the table holds, for screen readers. */
  caption: string;
  columns: readonly DataColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  sort: TableSort | null;
  onSortChange: (sort: TableSort) => void;
  onRowClick?: (row: Row) => void;
  /** Fades rows that are switched off elsewhere. */
  isDimmed?: (row: Row) => boolean;
  /** Why there are no rows. */
  empty: ReactNode;
}

const VirtualWindow = onDemand(() => import("./virtual-window").then((module) => module.VirtualWindow));

/** A real table in a box of its own: rows in the order given by `sort`, totals of all rows at the foot. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, sort, onSortChange, onRowClick, isDimmed, empty } = props;
  const box = useRef<HTMLElement>(null);
  const edges = useScrollEdges(box);
  const sorted = useMemo(() => sortedRows(rows, columns, sort), [rows, columns, sort]);
  const offsets = useMemo(() => stickyOffsets(columns), [columns]);
  const isVirtual = sorted.length > VIRTUAL_ABOVE;
  const body = { sorted, columns, rowKey, offsets, onRowClick, isDimmed, isVirtual, isScrolled: edges.left };
  return (
    <div className="relative min-w-0">
      <section
        ref={box}
        aria-label={caption}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable without a mouse
        tabIndex={0}
        className={cx("relative max-w-full overflow-auto rounded-lg", isVirtual && "max-h-150")}
      >
        <table className="w-full text-sm" aria-rowcount={isVirtual ? sorted.length + 1 : undefined}>
          <caption className="sr-only">{caption}</caption>
          <thead className="sticky top-0 z-20">
            <tr>
              {columns.map((column) => (
                <ColumnHeader
                  key={column.id}
                  column={column}
                  sort={sort}
                  onSort={() => onSortChange(nextSort(column, sort))}
                  {...columnStyle(column, offsets, edges.left)}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {isVirtual ? (
              <PartBoundary instead={<Rows {...body} window={allRows(sorted.length)} />}>
                <Suspense fallback={<Rows {...body} window={firstRows(sorted.length)} />}>
                  <VirtualWindow count={sorted.length} box={box}>
                    {(window) => <Rows {...body} window={window} />}
                  </VirtualWindow>
                </Suspense>
              </PartBoundary>
            ) : (
              <Rows {...body} window={allRows(sorted.length)} />
            )}
            {sorted.length === 0 && (
              <tr>
                <td colSpan={columns.length} className="h-24 px-3 text-center text-axis">
                  {empty}
                </td>
              </tr>
            )}
          </tbody>
          {sorted.length > 0 && <Footer {...{ columns, offsets }} isScrolled={edges.left} />}
        </table>
      </section>
      {edges.right && (
        <div
          aria-hidden
          className="pointer-events-none absolute inset-y-0 right-0 z-20 w-6 bg-linear-to-l from-[rgb(0_0_0/0.12)] to-transparent dark:from-[rgb(0_0_0/0.5)]"
        />
      )}
    </div>
  );
}

interface RowsProps<Row> extends Pick<DataTableProps<Row>, "columns" | "rowKey" | "onRowClick" | "isDimmed"> {
  sorted: readonly Row[];
  window: RowWindow;
  offsets: ReadonlyMap<string, number>;
  isVirtual: boolean;
  isScrolled: boolean;
}

function Rows<Row>({ sorted, window, rowKey, isDimmed, isVirtual, ...look }: RowsProps<Row>) {
  return (
    <>
      <Spacer height={window.before} columns={look.columns.length} />
      {window.indexes.map((index) => {
        const row = sorted[index];
        if (row === undefined) return null;
        return (
          <DataRow
            key={rowKey(row)}
            {...look}
            row={row}
            isDimmed={isDimmed?.(row) ?? false}
            rowIndex={isVirtual ? index + 2 : undefined}
          />
        );
      })}
      <Spacer height={window.after} columns={look.columns.length} />
    </>
  );
}

/** Stands for the rows that are not drawn. */
function Spacer({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden>
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}

interface FooterProps<Row> {
  columns: readonly DataColumn<Row>[];
  offsets: ReadonlyMap<string, number>;
  isScrolled: boolean;
}

function Footer<Row>({ columns, offsets, isScrolled }: FooterProps<Row>) {
  if (!columns.some((column) => column.footer !== undefined)) return null;
  return (
    <tfoot className="sticky bottom-0 z-10 font-medium">
      <tr>
        {columns.map((column) => {
          const { className, style } = columnStyle(column, offsets, isScrolled);
          const look = cx(
            "h-9 border-t bg-card px-3 whitespace-nowrap",
            column.kind === "number" ? "text-right" : "text-left",
            className,
          );
          return column.rowHeader ? (
            <th key={column.id} scope="row" className={look} style={style}>
              {column.footer}
            </th>
          ) : (
            <td key={column.id} className={look} style={style}>
              {column.footer}
            </td>
          );
        })}
      </tr>
    </tfoot>
  );
}
