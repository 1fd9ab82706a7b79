import Big from "big.js";
import type { DataColumn, TableSort } from "./prepare-columns";

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Decimal strings by value: as floats, large ones would tie. */
const byNumber = (a: string, b: string) => new Big(a).cmp(b);

/** The rows in the order asked for, equal ones as they came; what has no value stays at the end in both directions. */
export function sortedRows<Row>(
  rows: readonly Row[],
  columns: readonly DataColumn<Row>[],
  sort: TableSort | null,
): readonly Row[] {
  const column = columns.find(({ id }) => id === sort?.id);
  // A column in the address that is not there leaves them as they came.
  if (!column || !sort) return rows;
  const compare = column.kind === "number" ? byNumber : collator.compare;
  const turn = sort.desc ? -1 : 1;
  return rows
    .map((row) => ({ row, value: column.value(row) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
      return turn * compare(a.value, b.value);
    })
    .map(({ row }) => row);
}
