import type { ReactNode } from "react";
import type { ChartSeries } from "./prepare/types";

export interface ChartNotesProps {
  all: readonly ChartSeries[];
  shown: readonly ChartSeries[];
  drawn: string | null;
  more: ReactNode;
}

/** What stands under a picture: what is missing from it, and what others add. */
export function ChartNotes({ all, shown, drawn, more }: ChartNotesProps) {
  const isZero = shown.length > 0 && shown.every((one) => one.values.every((value) => !value));
  const rest = all.find((one) => one.memberCount);
  const named = all.filter((one) => !one.other).length;
  return (
    <div className="flex flex-col gap-0.5 text-xs text-axis">
      {isZero && <p>0 in this period</p>}
      {shown.length === 0 && <p>All series are hidden</p>}
      {rest?.memberCount && (
        <p>
          Showing the {named} largest of {named + rest.memberCount}; the others are in {rest.label}
        </p>
      )}
      {shown.length > 0 && shown.length < all.length && <p>Total of all series, hidden ones included</p>}
      {drawn && <p>{drawn}</p>}
      {more}
    </div>
  );
}
