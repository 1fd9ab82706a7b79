"use client";

import { Undo2 } from "lucide-react";
import { useState } from "react";
import type { ChartBucket } from "@/components/charts/prepare/types";
import { useView } from "@/components/filters/view-context";
import { Button } from "@/components/ui/button";
import { bucketDays } from "@/components/usage/prepare/bucket-days";
import type { UsageView } from "@/lib/domain/view/view";

type Time = Pick<UsageView, "range" | "start" | "end" | "interval">;

/** A click on a point leads into its days, a drag into those dragged across; a button leads back. */
export function useZoom() {
  const { view, resolved, change } = useView();
  const [from, setFrom] = useState<{ time: Time; to: string } | null>(null);
  const zoom = (first: ChartBucket, last: ChartBucket) => {
    const { range, start, end, interval } = view;
    const days = {
      start: bucketDays(first, resolved.timezone).start,
      end: bucketDays(last, resolved.timezone).end,
    };
    setFrom({ time: { range, start, end, interval }, to: JSON.stringify(days) });
    change({ ...days, range: null, interval: null });
  };
  const isThere = from?.to === JSON.stringify({ start: view.start, end: view.end });
  const undo = from && isThere && (
    <Button
      size="sm"
      variant="ghost"
      onClick={() => {
        change(from.time);
        setFrom(null);
      }}
    >
      <Undo2 aria-hidden />
      Undo zoom
    </Button>
  );
  if (resolved.interval === "hour") return { undo, onSpanSelect: undefined, onBucketSelect: undefined };
  return { undo, onSpanSelect: zoom, onBucketSelect: (bucket: ChartBucket) => zoom(bucket, bucket) };
}
