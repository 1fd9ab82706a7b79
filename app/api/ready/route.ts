import { serviceRoute } from "@/lib/http/service-route";
import { checkReadiness } from "@/lib/services/health/check-readiness";

export const dynamic = "force-dynamic";
export const GET = serviceRoute(async () => {
  await checkReadiness();
  return { status: "ready" };
});
