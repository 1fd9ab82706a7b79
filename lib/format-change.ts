import { formatCountCompact, NO_VALUE, type Numeric, toBig } from "./format";

export interface Change {
  /** "+12.4 %", "New", "×12.4", "–" */
  text: string;
  direction: "up" | "down" | "flat" | "new" | "none";
  /** For screen readers: "up 12.4 %", "no change". */
  spoken: string;
  /** The absolute difference as a decimal string; null where one side is missing. */
  difference: string | null;
}

const NBSP = "\u00a0";

/** The change against an earlier value, in the words of a badge. */
export function formatChange(current: Numeric, previous: Numeric): Change {
  const now = toBig(current);
  const before = toBig(previous);
  if (!now || !before)
    return { text: NO_VALUE, direction: "none", spoken: "no comparison", difference: null };
  const change = now.minus(before);
  const difference = change.toFixed();
  if (before.eq(0)) {
    return now.eq(0)
      ? { text: NO_VALUE, direction: "flat", spoken: "no change", difference }
      : { text: "New", direction: "new", spoken: "new", difference };
  }
  const percent = change.div(before.abs()).times(100).round(1);
  const direction = percent.gt(0) ? "up" : percent.lt(0) ? "down" : "flat";
  if (percent.abs().gt(999)) {
    const text = `×${formatCountCompact(now.div(before))}`;
    return { text, direction, spoken: `${direction}, ${text.slice(1)} times as much`, difference };
  }
  const size = `${percent.abs().toFixed(1)}${NBSP}%`;
  const sign = { up: "+", down: "-", flat: "" }[direction];
  const spoken = direction === "flat" ? "no change" : `${direction} ${size}`;
  return { text: `${sign}${size}`, direction, spoken, difference };
}
