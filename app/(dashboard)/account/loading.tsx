import { PageFrame } from "@/components/shell/page-frame";
import { Skeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <PageFrame title="Account">
      <div aria-busy className="flex max-w-3xl flex-col gap-4">
        <Skeleton className="h-56" />
        <Skeleton className="h-72" />
        <Skeleton className="h-40" />
      </div>
    </PageFrame>
  );
}
