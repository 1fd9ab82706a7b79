"use client";

import {
  type ColumnDef,
  createSortedRowModel,
  type RowData,
  rowSortingFeature,
  type Row as TableRow,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import Big from "big.js";
import { useMemo } from "react";
import type { DataColumn, TableSort } from "./prepare-columns";

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });
type Features = typeof features;

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Decimal strings by value: as floats, large ones would tie. */
function byNumber<Row extends RowData>(
  a: TableRow<Features, Row>,
  b: TableRow<Features, Row>,
  id: string,
): number {
  return new Big(a.getValue<string>(id)).cmp(b.getValue<string>(id));
}

function byText<Row extends RowData>(
  a: TableRow<Features, Row>,
  b: TableRow<Features, Row>,
  id: string,
): number {
  return collator.compare(a.getValue<string>(id), b.getValue<string>(id));
}

function toDefinition<Row extends RowData>({ id, kind, value }: DataColumn<Row>): ColumnDef<Features, Row> {
  return {
    id,
    accessorFn: (row) => value(row) ?? undefined,
    sortFn: kind === "number" ? byNumber : byText,
    sortUndefined: "last",
  };
}

/** The rows in the order that the address asks for; an unknown column leaves them as they came. */
export function useSortedRows<Row extends RowData>(
  rows: readonly Row[],
  columns: readonly DataColumn<Row>[],
  sort: TableSort | null,
): Row[] {
  const definitions = useMemo(() => columns.map(toDefinition), [columns]);
  const data = useMemo(() => [...rows], [rows]);
  const isKnown = sort !== null && columns.some((column) => column.id === sort.id);
  const sorting = useMemo(() => (isKnown && sort ? [{ id: sort.id, desc: sort.desc }] : []), [isKnown, sort]);
  const table = useTable({ features, columns: definitions, data, state: { sorting } });
  return table.getRowModel().rows.map((row) => row.original);
}
