import { PageFrame } from "@/components/shell/page-frame";
import { Skeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <PageFrame title="Statement" breadcrumbs={[{ label: "Spend", href: "/spend" }]}>
      <div aria-busy className="flex flex-col gap-4">
        <Skeleton className="h-8 w-40" />
        <Skeleton className="h-128" />
      </div>
    </PageFrame>
  );
}
