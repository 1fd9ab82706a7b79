import { ApiProblem } from "@/lib/api/api-problem";

/** Waits for code. It comes from the server that answers, so that its absence is the network's, and may pass. */
export function loaded<T>(code: Promise<T>): Promise<T> {
  return code.catch(() => {
    throw new ApiProblem({ status: 0, code: "offline", detail: "The server could not be reached." });
  });
}
