import type { ReactNode } from "react";

/** What a table shows in one column: the value orders, the cell is seen. */
export interface DataColumn<Row> {
  id: string;
  label: string;
  /** "number" stands right, orders by exact value and starts with the largest. */
  kind: "text" | "number";
  /** Numbers as decimal strings; null is no value and stays at the end in both directions. */
  value: (row: Row) => string | null;
  /** How the value is written; by default as it is, and nothing as a dash. */
  cell?: (row: Row) => ReactNode;
  /** Of all rows, not only of those in view. */
  footer?: ReactNode;
  /** Names the row for screen readers; one column of a table. */
  rowHeader?: boolean;
  /** Stays in view while the others scroll sideways; first columns only, and with a width. */
  sticky?: boolean;
  /** In pixels. */
  width?: number;
  /** The header is not a button. */
  unsortable?: boolean;
  /** The label is for screen readers only. */
  hideLabel?: boolean;
}

export interface TableSort {
  id: string;
  desc: boolean;
}

/** The order after a press on a header: its other direction, or its first one when it was not sorted. */
export function nextSort(column: Pick<DataColumn<never>, "id" | "kind">, sort: TableSort | null): TableSort {
  if (sort?.id === column.id) return { id: column.id, desc: !sort.desc };
  return { id: column.id, desc: column.kind === "number" };
}

/** Distance from the left edge of every sticky column, in pixels. */
export function stickyOffsets(columns: readonly Pick<DataColumn<never>, "id" | "sticky" | "width">[]) {
  const offsets = new Map<string, number>();
  let left = 0;
  for (const { id, sticky, width = 0 } of columns) {
    if (!sticky) break;
    offsets.set(id, left);
    left += width;
  }
  return offsets;
}
