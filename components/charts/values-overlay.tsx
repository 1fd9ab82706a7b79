import { barValues } from "./prepare/bar-values";
import { heightOf } from "./prepare/chart-marks";
import type { PlotBox } from "./prepare/plot-geometry";
import type { BarSizes } from "./prepare/plot-rows";
import type { ChartSeries } from "./prepare/types";
import type { ValueAxis } from "./prepare/value-axis";
import type { ValueFormat } from "./value-format";

export interface ValuesOverlayProps {
  series: readonly ChartSeries[];
  stacked: boolean;
  box: PlotBox;
  axis: ValueAxis;
  sizes: BarSizes | null;
  format: ValueFormat;
}

/** Numbers over bars; the table and the tooltip say them to everyone. */
export function ValuesOverlay({ series, stacked, box, axis, sizes, format }: ValuesOverlayProps) {
  const values = barValues(series, stacked, box, { sizes, write: format.axis });
  return (
    <svg
      aria-hidden
      className="pointer-events-none absolute inset-0"
      width={box.width}
      height={box.height}
      fontSize={11}
      textAnchor="middle"
    >
      {values.map(({ x, value, text }) => (
        <text
          key={x}
          x={x}
          y={Math.max(11, heightOf(value, axis, box) - 4)}
          fill="var(--text)"
          stroke="var(--card)"
          strokeWidth={3}
          paintOrder="stroke"
        >
          {text}
        </text>
      ))}
    </svg>
  );
}
