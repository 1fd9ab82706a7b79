import { Skeleton } from "@/components/ui/skeleton";

const HEIGHTS = ["h-2/5", "h-4/5", "h-3/5"];

/** Axis lines and three grey bars; fills the box that the chart will fill. */
export function ChartSkeleton() {
  return (
    <div aria-hidden className="flex h-full flex-col justify-end gap-2 sm:pl-14">
      <div className="flex min-h-0 flex-1 items-end justify-around gap-6 border-b">
        {HEIGHTS.map((height) => (
          <Skeleton key={height} className={`w-full max-w-32 rounded-b-none ${height}`} />
        ))}
      </div>
      <Skeleton className="h-3 w-full" />
    </div>
  );
}
