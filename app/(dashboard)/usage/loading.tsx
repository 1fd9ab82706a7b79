import { PageFrame } from "@/components/shell/page-frame";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

const CARDS = ["a", "b", "c", "d"];
const ROWS = ["a", "b", "c", "d", "e", "f", "g", "h"];

/** The page without its numbers: the same boxes at the same heights. */
export default function Loading() {
  return (
    <PageFrame title="Usage">
      <p role="status" className="sr-only">
        Loading usage
      </p>
      <Skeleton className="h-9 w-full" />
      <Skeleton className="h-7 w-96 max-w-full" />
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-3 xl:grid-cols-4">
        {CARDS.map((card) => (
          <Card key={card} className="min-h-24 p-3">
            <Skeleton className="h-4 w-24" />
          </Card>
        ))}
      </div>
      <Card className="flex flex-col gap-3 p-4">
        <Skeleton className="h-8 w-40" />
        <Skeleton className="h-60 w-full sm:h-80" />
      </Card>
      <Card className="flex flex-col gap-3 p-4">
        {ROWS.map((row) => (
          <Skeleton key={row} className="h-5 w-full" />
        ))}
      </Card>
    </PageFrame>
  );
}
