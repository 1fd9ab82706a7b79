import { cx } from "@/components/ui/cx";
import { limitBarParts } from "./prepare/limit-bar";

const FILLS = {
  ok: "bg-success",
  warning: "bg-warning",
  critical: "bg-critical",
  exceeded: "bg-exceeded",
} as const;

export interface LimitBarProps {
  /** Share of the limit, 1 is all of it; null where there is no share. */
  ratio: string | null;
  level: keyof typeof FILLS;
  /** What the bar says, for those who do not see it. */
  label: string;
  className?: string;
}

/** How much of a limit is used, with ticks at 75, 90 and 100 %; what is over the limit is hatched. */
export function LimitBar({ ratio, level, label, className }: LimitBarProps) {
  const { within, over, ticks } = limitBarParts(ratio);
  return (
    <span
      role="img"
      aria-label={label}
      className={cx("relative block h-2 w-full rounded-full bg-hover", className)}
    >
      <span className="absolute inset-0 flex overflow-hidden rounded-full">
        <span className={FILLS[level]} style={{ width: `${within}%` }} />
        {over !== "0" && (
          <span
            className={FILLS[level]}
            style={{
              width: `${over}%`,
              maskImage: "repeating-linear-gradient(45deg, #000 0 3px, transparent 3px 6px)",
            }}
          />
        )}
      </span>
      {ticks.map((tick) => (
        <span key={tick} className="absolute -inset-y-0.5 w-px bg-axis" style={{ left: `${tick}%` }} />
      ))}
    </span>
  );
}
