import { PageFrame } from "@/components/shell/page-frame";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

/** The page without its numbers: the same boxes at the same heights. */
export default function Loading() {
  return (
    <PageFrame title="Spend">
      <p role="status" className="sr-only">
        Loading spend
      </p>
      <Card className="min-h-32 p-4">
        <Skeleton className="h-10 w-48" />
      </Card>
      <Skeleton className="h-9 w-full" />
      <Card className="flex flex-col gap-3 p-4">
        <Skeleton className="h-8 w-40" />
        <Skeleton className="h-60 w-full sm:h-80" />
      </Card>
      <Card className="min-h-48 p-4">
        <Skeleton className="h-5 w-full" />
      </Card>
    </PageFrame>
  );
}
