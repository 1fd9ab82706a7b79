import { InvalidInput } from "@/lib/domain/invalid-input";
import { AppError, ERROR_CODES, failureCode } from "@/lib/errors";
import { InvalidRequest } from "@/lib/http/invalid-request";

export type Problem = {
  title: string;
  status: number;
  code: string;
  detail: string;
  errors?: Record<string, string[]>;
};

const DATABASE_AWAY = /^(08|57P0|53300)|^(ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|EPIPE)$/;

/** What Postgres says of a statement that ran longer than it may. */
const STOPPED = "57014";

/** What a failure means to the caller. */
export function toProblem(error: unknown): Problem {
  if (error instanceof InvalidRequest) return { title: "Invalid request", status: 400, ...error.problem };
  if (error instanceof InvalidInput) {
    const errors = { [error.field]: [error.message] };
    return {
      title: "Invalid request",
      status: 400,
      code: error.code,
      detail: `${error.field}: ${error.message}`,
      errors,
    };
  }
  if (error instanceof AppError) {
    return {
      title: error.code.replaceAll("_", " "),
      status: ERROR_CODES[error.code],
      code: error.code,
      detail: error.message,
    };
  }
  if (DATABASE_AWAY.test(failureCode(error))) {
    const detail = "The database does not answer. Try again in a moment.";
    return { title: "database unavailable", status: 503, code: "database_unavailable", detail };
  }
  if (failureCode(error) === STOPPED) {
    const detail = "The question took too long. Ask for a shorter range, or sort by time.";
    return { title: "too slow", status: 503, code: "too_slow", detail };
  }
  const detail = "Something failed on our side. The request id leads to it in the log.";
  return { title: "internal error", status: 500, code: "internal_error", detail };
}

/** Maps any failure to an RFC 9457 problem; what is our fault is logged with its cause, an absent database in a line. */
export function errorResponse(error: unknown, requestId: string): Response {
  const problem = toProblem(error);
  if (problem.status === 503) console.error(`request ${requestId}: ${problem.title} (${failureCode(error)})`);
  else if (problem.status >= 500) console.error(`request ${requestId} failed:`, error);
  const headers = new Headers({ "content-type": "application/problem+json", "cache-control": "no-store" });
  if (error instanceof AppError && error.retryAfterSeconds)
    headers.set("retry-after", `${error.retryAfterSeconds}`);
  if (problem.status === 401) headers.set("www-authenticate", "Bearer");
  if (problem.code === "database_unavailable") headers.set("retry-after", "2");
  const body = { type: `/docs/api#${problem.code}`, ...problem, request_id: requestId };
  return new Response(JSON.stringify(body), { status: problem.status, headers });
}
