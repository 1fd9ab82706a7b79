import {
  formatCountCompact,
  formatQuantity,
  formatQuantityValue,
  formatUnit,
  type Numeric,
} from "@/lib/format";
import { formatMoney } from "@/lib/format-money";

/** How a chart or list writes its values: short on axes and cards, every digit elsewhere. */
export interface ValueFormat {
  axis: (value: Numeric) => string;
  compact: (value: Numeric) => string;
  exact: (value: Numeric) => string;
  /** Exact without the unit, for columns whose header names it. */
  cell: (value: Numeric) => string;
  /** The unit for a column header; null where every value shows it. */
  unit: string | null;
}

const made = new Map<string, ValueFormat>();

function once(key: string, make: () => ValueFormat): ValueFormat {
  const known = made.get(key) ?? make();
  made.set(key, known);
  return known;
}

/** For quantities of a unit such as "request" or "byte"; always the same object for the same unit. */
export const quantityFormat = (unit: string): ValueFormat =>
  once(`unit:${unit}`, () => ({
    axis: (value) => (unit === "second" ? formatCountCompact(value) : formatQuantityValue(value, unit)),
    compact: (value) => formatQuantity(value, unit),
    exact: (value) => formatQuantity(value, unit, "exact"),
    cell: (value) => formatQuantityValue(value, unit, "exact"),
    unit: formatUnit(unit),
  }));

/** For money in one currency. */
export const moneyFormat = (currency: string): ValueFormat =>
  once(`currency:${currency}`, () => ({
    axis: (value) => formatMoney(value, currency, "axis"),
    compact: (value) => formatMoney(value, currency, "card"),
    exact: (value) => formatMoney(value, currency, "exact"),
    cell: (value) => formatMoney(value, currency, "table"),
    unit: null,
  }));
