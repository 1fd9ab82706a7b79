import type { RecorderEvent } from "./event";

export type Refusal = { event: RecorderEvent; code: string; detail: string };

/** What became of a request: everything was judged, the whole of it can never be taken, or it may work later. */
export type Outcome =
  | { kind: "judged"; refusals: Refusal[] }
  | { kind: "too_large" }
  | { kind: "refused"; code: string; detail: string }
  | { kind: "failed"; status: number | null; detail: string; retryAfterMs: number };

export type Target = { url: string; apiKey: string; fetch: typeof fetch; requestTimeoutMs: number };

/** Requests that stay wrong however often they are sent; a wrong key or address can be put right while events wait. */
const HOPELESS = new Set([400, 415, 422]);

/** Sends one batch once. */
export async function sendBatch(
  target: Target,
  batch: readonly RecorderEvent[],
  stop: AbortSignal,
): Promise<Outcome> {
  try {
    const response = await target.fetch(`${target.url.replace(/\/+$/, "")}/api/billing/events`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${target.apiKey}`,
        "content-type": "application/cloudevents-batch+json",
      },
      body: JSON.stringify(batch),
      signal: AbortSignal.any([stop, AbortSignal.timeout(target.requestTimeoutMs)]),
    });
    const answer: unknown = await response.json().catch(() => undefined);
    return judge(response, answer, batch);
  } catch (error) {
    return { kind: "failed", status: null, detail: sentence(error), retryAfterMs: 0 };
  }
}

function judge(response: Response, answer: unknown, batch: readonly RecorderEvent[]): Outcome {
  const { status } = response;
  if (status === 413) return { kind: "too_large" };
  if (response.ok) {
    // An answer of something else, such as a proxy's page, acknowledges nothing.
    if (isAnswer(answer) && countOf(answer) === batch.length)
      return { kind: "judged", refusals: refusalsOf(answer, batch) };
    return { kind: "failed", status, detail: "The answer is not one about these events.", retryAfterMs: 0 };
  }
  const detail = textOf(answer, "detail") ?? textOf(answer, "title") ?? `The server answered ${status}.`;
  if (HOPELESS.has(status))
    return { kind: "refused", code: textOf(answer, "code") ?? `http_${status}`, detail };
  return { kind: "failed", status, detail, retryAfterMs: retryAfter(response.headers.get("retry-after")) };
}

type Result = { index: number; status: string; code?: string; detail?: string };
type Answer = {
  accepted: number;
  duplicates: number;
  conflicts: number;
  rejected: number;
  results: Result[];
};

function isAnswer(answer: unknown): answer is Answer {
  return (
    typeof answer === "object" && answer !== null && "results" in answer && Array.isArray(answer.results)
  );
}

function countOf({ accepted, duplicates, conflicts, rejected }: Answer): number {
  return accepted + duplicates + conflicts + rejected;
}

function refusalsOf({ results }: Answer, batch: readonly RecorderEvent[]): Refusal[] {
  return results.flatMap(({ index, status, code, detail }) => {
    const event = batch[index];
    if (!event || status === "accepted" || status === "duplicate") return [];
    return [{ event, code: code ?? status, detail: detail ?? `The event is ${status}.` }];
  });
}

function textOf(answer: unknown, name: string): string | undefined {
  if (typeof answer !== "object" || answer === null) return undefined;
  const value: unknown = Object.getOwnPropertyDescriptor(answer, name)?.value;
  return typeof value === "string" ? value : undefined;
}

/** Seconds or a date, in milliseconds from now; a timer holds no more than a day sensibly. */
function retryAfter(header: string | null): number {
  if (!header) return 0;
  const seconds = Number(header);
  const wait = Number.isNaN(seconds) ? Date.parse(header) - Date.now() : seconds * 1000;
  return Number.isNaN(wait) ? 0 : Math.min(Math.max(wait, 0), 86_400_000);
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
