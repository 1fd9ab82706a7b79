export interface CursorStep {
  index: number;
  series: number | null;
}

const PAGE = 7;

/**
 * Where a key moves the reading point, or null for keys that are not for moving. Without a point the first key
 * enters at the last bucket, the newest.
 */
export function moveCursor(
  key: string,
  at: CursorStep | null,
  counts: { buckets: number; series: number },
): CursorStep | null {
  const last = counts.buckets - 1;
  if (last < 0) return null;
  const index = at?.index ?? last + (key === "ArrowLeft" ? 1 : 0);
  const series = at?.series ?? null;
  const clamp = (value: number) => ({ index: Math.min(last, Math.max(0, value)), series });
  switch (key) {
    case "ArrowLeft":
      return clamp(index - 1);
    case "ArrowRight":
      return clamp(index + 1);
    case "PageUp":
      return clamp(index - PAGE);
    case "PageDown":
      return clamp(index + PAGE);
    case "Home":
      return clamp(0);
    case "End":
      return clamp(last);
    case "ArrowDown":
      return { ...clamp(index), series: ((series ?? -1) + 1) % Math.max(1, counts.series) };
    case "ArrowUp":
      return { ...clamp(index), series: ((series ?? 0) - 1 + counts.series) % Math.max(1, counts.series) };
    default:
      return null;
  }
}
