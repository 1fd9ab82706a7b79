import { formatChange } from "@/lib/format-change";
import type { ChartKind } from "./prepare/types";
import type { ValueFormat } from "./value-format";

export interface EarlierKeyProps {
  /** The days of the earlier range. */
  words: string;
  total: string | null;
  before: string | null;
  format: ValueFormat;
  kind: ChartKind;
  note?: string | null;
}

/** What the dashed line or the hatched bars are, and what they come to. */
export function EarlierKey({ words, total, before, format, kind, note = null }: EarlierKeyProps) {
  const { difference } = formatChange(total, before);
  return (
    <p className="flex flex-wrap items-center gap-x-2 px-2 text-xs text-axis">
      {kind !== "table" && <Sample isBar={kind === "bar"} />}
      <span>Previous: {words}</span>
      {before !== null && <span>{format.exact(before)}</span>}
      {difference !== null && <span>({signed(difference, format)})</span>}
      {note && <span>{note}</span>}
    </p>
  );
}

const signed = (difference: string, format: ValueFormat) =>
  `${difference.startsWith("-") || difference === "0" ? "" : "+"}${format.exact(difference)}`;

function Sample({ isBar }: { isBar: boolean }) {
  return (
    <svg aria-hidden width={24} height={12} stroke="var(--chart-other)">
      {isBar ? (
        <path d="M9.5 11.5v-11h5v11zM9.5 6l5 -5M9.5 11l5 -5" fill="none" />
      ) : (
        <path d="M0 6h24" strokeWidth={1.5} strokeDasharray="4 4" />
      )}
    </svg>
  );
}
