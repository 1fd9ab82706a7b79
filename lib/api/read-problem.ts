import * as z from "zod";
import { ApiProblem } from "@/lib/api/api-problem";

const problem = z.object({
  code: z.string(),
  detail: z.string(),
  request_id: z.string().optional(),
  errors: z.record(z.string(), z.array(z.string())).optional(),
});

/** Reads a refused answer; one that is no problem document (a proxy's page, say) is told by its status. */
export async function readProblem(response: Response): Promise<ApiProblem> {
  const parsed = problem.safeParse(await response.json().catch(() => null));
  const told = parsed.success
    ? parsed.data
    : { code: "unreadable_answer", detail: `The server answered with status ${response.status}.` };
  return new ApiProblem({
    status: response.status,
    code: told.code,
    detail: told.detail,
    errors: parsed.data?.errors,
    requestId: parsed.data?.request_id ?? response.headers.get("x-request-id"),
    retryAfterSeconds: seconds(response.headers.get("retry-after")),
  });
}

/** Only the form in seconds: our server sends no dates there. */
function seconds(header: string | null): number | null {
  return header !== null && /^\d{1,6}$/.test(header) ? Number(header) : null;
}
