/** Columns that phones have no room for: the row's head tells them in words there. */
export const WIDE = "max-sm:hidden print:table-cell";
