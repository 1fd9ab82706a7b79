import type { ReactNode } from "react";
import { cx } from "./cx";

/** Said again, because a row that is laid out as a card is no row to every reader. */
const ROLES = {
  table: { role: "table" },
  group: { role: "rowgroup" },
  row: { role: "row" },
  columnHead: { role: "columnheader" },
  rowHead: { role: "rowheader" },
  cell: { role: "cell" },
} as const;

export interface CardTableProps {
  /** What the table holds, for screen readers. */
  label: string;
  columns: readonly CardColumn[];
  children: ReactNode;
}

/** A column by its name; of actions only screen readers are told. */
export type CardColumn = string | { name: string; hidden: true };

const nameOf = (column: CardColumn) => (typeof column === "string" ? column : column.name);

/** A table of few rows, each of which is a card where its box is too narrow for a table. */
export function CardTable({ label, columns, children }: CardTableProps) {
  return (
    <div className="@container">
      <table {...ROLES.table} aria-label={label} className="w-full text-sm @max-3xl:block">
        <thead {...ROLES.group} className="@max-3xl:sr-only">
          <tr {...ROLES.row}>
            {columns.map((column) => (
              <th
                key={nameOf(column)}
                {...ROLES.columnHead}
                scope="col"
                className="h-9 border-b px-3 text-left text-xs font-medium text-axis"
              >
                {typeof column === "string" ? column : <span className="sr-only">{column.name}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...ROLES.group} className="@max-3xl:grid @max-3xl:gap-3 @lg:@max-3xl:grid-cols-2">
          {children}
        </tbody>
      </table>
    </div>
  );
}

export function CardRow({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <tr
      {...ROLES.row}
      className={cx(
        "@max-3xl:grid @max-3xl:min-w-0 @max-3xl:grid-cols-[minmax(0,1fr)_auto] @max-3xl:content-start @max-3xl:gap-x-3 @max-3xl:gap-y-1.5 @max-3xl:rounded-md @max-3xl:border @max-3xl:p-3 @3xl:hover:bg-subtle",
        className,
      )}
    >
      {children}
    </tr>
  );
}

/** What a row is about: the card's title. */
export function CardRowHead({ children }: { children: ReactNode }) {
  return (
    <th
      {...ROLES.rowHead}
      scope="row"
      className="text-left font-medium wrap-anywhere @3xl:h-9 @3xl:border-b @3xl:px-3 @3xl:py-1.5"
    >
      {children}
    </th>
  );
}

const PLACES = {
  line: "@max-3xl:col-span-2 @max-3xl:flex @max-3xl:items-baseline @max-3xl:gap-3",
  corner: "@max-3xl:col-start-2 @max-3xl:row-start-1",
} as const;

export interface CardCellProps {
  /** The column's name, which a card says beside the value; null where the value stands for itself. */
  label: string | null;
  /** Where it is on a card: on a line of its own, or in the corner beside the title. */
  place?: keyof typeof PLACES;
  /** What a card leaves out: the value says nothing. */
  isEmpty?: boolean;
  className?: string;
  children: ReactNode;
}

export function CardCell({ label, place = "line", isEmpty, className, children }: CardCellProps) {
  return (
    <td
      {...ROLES.cell}
      className={cx(
        isEmpty ? "@max-3xl:hidden" : PLACES[place],
        "@3xl:h-9 @3xl:border-b @3xl:px-3 @3xl:py-1.5",
        className,
      )}
    >
      {label !== null && place === "line" && (
        <span aria-hidden className="w-20 shrink-0 text-xs text-axis @3xl:hidden">
          {label}
        </span>
      )}
      <div className="min-w-0 flex-1">{children}</div>
    </td>
  );
}
