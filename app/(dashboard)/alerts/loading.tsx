import { PageFrame } from "@/components/shell/page-frame";
import { Card, CardBody } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

export default function AlertsLoading() {
  return (
    <PageFrame title="Alerts & quotas">
      {["quotas", "history", "rules"].map((card) => (
        <Card key={card}>
          <CardBody>
            <Skeleton className="h-64 w-full" />
          </CardBody>
        </Card>
      ))}
    </PageFrame>
  );
}
