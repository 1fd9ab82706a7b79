import { sparklinePath } from "./prepare/sparkline-path";

export interface SparklineProps {
  values: readonly (number | null)[];
  width?: number;
  height?: number;
  colour?: string;
  /** What the line shows, in words. */
  label: string;
}

export function Sparkline({
  values,
  width = 96,
  height = 24,
  colour = "var(--chart-1)",
  label,
}: SparklineProps) {
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`-1 -1 ${width + 2} ${height + 2}`}
      width={width}
      height={height}
      className="overflow-visible"
    >
      <path
        d={sparklinePath(values, width, height)}
        fill="none"
        stroke={colour}
        strokeWidth={1.5}
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
