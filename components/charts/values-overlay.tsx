import type { BarValue } from "./prepare/bar-values";
import { heightOf } from "./prepare/chart-marks";
import type { PlotBox } from "./prepare/plot-geometry";
import type { ValueAxis } from "./prepare/value-axis";

/** Numbers over bars; the table and the tooltip say them to everyone. */
export function ValuesOverlay({ values, box, axis }: { values: BarValue[]; box: PlotBox; axis: ValueAxis }) {
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
