import { randomUUID } from "node:crypto";
import { requireCronSecret } from "@/lib/auth/cron-secret";
import { errorResponse } from "@/lib/http/error-response";
import { withServerTiming } from "@/lib/http/server-timing";

type JobRoute = { params: Promise<{ job: string }> };

/** Wires the jobs to hosts that call them on a schedule. */
export function cronRoute(runJob: (name: string) => Promise<Record<string, number>>) {
  return withServerTiming(async (request: Request, { params }: JobRoute): Promise<Response> => {
    const requestId = randomUUID();
    try {
      requireCronSecret(request);
      const { job } = await params;
      const headers = { "cache-control": "no-store", "x-request-id": requestId };
      return Response.json({ job, ...(await runJob(job)) }, { headers });
    } catch (error) {
      return errorResponse(error, requestId);
    }
  });
}
