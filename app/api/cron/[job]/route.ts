import { cronRoute } from "@/lib/http/cron-route";
import { runJob } from "@/lib/jobs/run-job";

export const GET = cronRoute(runJob);
export const POST = GET;
