import { csvOf, textCell } from "@/lib/domain/files/write-csv";

/** What a cell holds: text may be taken for a formula, exact decimals and instants may not. */
export type CellKind = "text" | "number" | "instant";
/** A value as it is exported; null is an empty cell. */
export type Cell = string | null;

/** A row of RFC 4180: exact decimals and instants as they are, text guarded. */
export function csvRow(cells: readonly Cell[], kinds: readonly CellKind[]): string {
  return csvOf([cells.map((cell, index) => (kinds[index] === "text" ? textCell(cell ?? "") : (cell ?? "")))]);
}
