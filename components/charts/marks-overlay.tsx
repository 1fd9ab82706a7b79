import { type ChartMarks, heightOf, limitsWithin, linePath, placedMoments } from "./prepare/chart-marks";
import type { PlotBox } from "./prepare/plot-geometry";
import type { ChartKind } from "./prepare/types";
import type { ValueAxis } from "./prepare/value-axis";
import type { ValueFormat } from "./value-format";

export interface MarksOverlayProps {
  box: PlotBox;
  kind: ChartKind;
  count: number;
  marks: ChartMarks;
  axis: ValueAxis;
  /** The axis at the right; null without a second line. */
  second: ValueAxis | null;
  format: ValueFormat;
}

/** Limits, beginnings and the second line over the picture. Their words stand under the chart, too. */
export function MarksOverlay({ box, kind, count, marks, axis, second, format }: MarksOverlayProps) {
  const right = box.width - box.right;
  const scale = second ?? axis;
  const limits = limitsWithin(marks.limits, scale.domain[1]).filter(({ value }) => value <= scale.domain[1]);
  return (
    <svg
      aria-hidden
      className="pointer-events-none absolute inset-0"
      width={box.width}
      height={box.height}
      fontSize={12}
    >
      {placedMoments(marks.moments, count, kind, box).map(({ x, label }) => (
        <g key={x} fill="var(--axis)">
          <line
            {...{ x1: x, x2: x, y1: box.top, y2: box.height - box.bottom }}
            stroke="var(--axis)"
            strokeDasharray="1 3"
          />
          {label && (
            <text x={x + 4} y={box.top + 10} {...HALO}>
              {label}
            </text>
          )}
        </g>
      ))}
      {limits.map(({ value, label, faint }) => (
        <g key={label} fill="var(--critical)">
          <line
            {...{ x1: box.left, x2: right, y1: heightOf(value, scale, box), y2: heightOf(value, scale, box) }}
            stroke="var(--critical)"
            strokeDasharray="6 4"
            strokeWidth={faint ? 1 : 1.5}
            strokeOpacity={faint ? 0.55 : 1}
          />
          <text x={right - 4} y={heightOf(value, scale, box) - 5} textAnchor="end" {...HALO}>
            {label}
          </text>
        </g>
      ))}
      {marks.line?.before && second && (
        <path
          d={linePath(inPlace(marks.line.before.values, count), second, kind, box)}
          fill="none"
          stroke="var(--chart-other)"
          strokeWidth={1.5}
          strokeDasharray="4 4"
        />
      )}
      {marks.line && second && (
        <path
          d={linePath(marks.line.values, second, kind, box)}
          fill="none"
          stroke="var(--text)"
          strokeWidth={2}
          strokeDasharray="6 3"
        />
      )}
      {second && <SecondAxis {...{ box, axis: second, format }} />}
    </svg>
  );
}

/** Earlier values under this many buckets: what there is more is not drawn. */
const inPlace = (values: readonly (number | null)[], count: number) =>
  Array.from({ length: count }, (_, index) => values[index] ?? null);

/** Words stay readable where they cross a bar. */
const HALO = { stroke: "var(--card)", strokeWidth: 3, paintOrder: "stroke" } as const;

function SecondAxis({ box, axis, format }: { box: PlotBox; axis: ValueAxis; format: ValueFormat }) {
  const inside = box.left === 0;
  return axis.ticks.map((tick) => (
    <text
      key={tick}
      x={inside ? box.width : box.width - box.right + 8}
      y={heightOf(tick, axis, box)}
      dy={inside ? "1em" : "0.355em"}
      textAnchor={inside ? "end" : "start"}
      fill="var(--axis)"
      {...(inside && { ...HALO, fontSize: 11 })}
    >
      {tick === 0 && inside ? null : format.axis(tick)}
    </text>
  ));
}
