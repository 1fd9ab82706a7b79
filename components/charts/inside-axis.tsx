import { heightOf } from "./prepare/chart-marks";
import type { PlotBox } from "./prepare/plot-geometry";
import type { ValueAxis } from "./prepare/value-axis";
import type { ValueFormat } from "./value-format";

export interface InsideAxisProps {
  box: PlotBox;
  axis: ValueAxis;
  format: ValueFormat;
}

/** The value axis of narrow screens: labels over the picture, where they cost no width. */
export function InsideAxis({ box, axis, format }: InsideAxisProps) {
  return (
    <div aria-hidden className="pointer-events-none absolute inset-0">
      {axis.ticks
        .filter((tick) => tick !== 0)
        .map((tick) => (
          <span
            key={tick}
            className="absolute left-0 rounded-sm bg-card px-0.5 text-[0.6875rem] leading-none text-axis opacity-85"
            style={{ top: heightOf(tick, axis, box) + 2 }}
          >
            {format.axis(tick)}
          </span>
        ))}
    </div>
  );
}
