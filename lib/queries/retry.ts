import { ApiProblem } from "@/lib/api/api-problem";

const MAX_RETRIES = 2;
const FIRST_DELAY_MS = 1000;

/** What was refused stays refused; a limit, a pause of the server or of the network may pass by itself. */
export function mayRetry(failureCount: number, error: unknown): boolean {
  if (failureCount >= MAX_RETRIES) return false;
  if (!(error instanceof ApiProblem)) return false;
  if (error.code === "too_slow") return false;
  return error.status === 0 || error.status === 429 || error.status >= 500;
}

/** As long as the server asked to wait, else 1, 2 seconds. */
export function retryDelayMs(failureCount: number, error: unknown): number {
  const asked = error instanceof ApiProblem ? error.retryAfterSeconds : null;
  return asked === null ? FIRST_DELAY_MS * 2 ** failureCount : asked * 1000;
}
