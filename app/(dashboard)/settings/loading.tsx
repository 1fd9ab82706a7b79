import { PageFrame } from "@/components/shell/page-frame";
import { Skeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <PageFrame title="Settings">
      <div aria-busy className="flex max-w-4xl flex-col gap-4">
        <Skeleton className="h-48" />
        <Skeleton className="h-96" />
        <Skeleton className="h-96" />
        <Skeleton className="h-40" />
      </div>
    </PageFrame>
  );
}
