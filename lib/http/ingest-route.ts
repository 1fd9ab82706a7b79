import { randomUUID } from "node:crypto";
import type { Context } from "@/db/context";
import { identify } from "@/lib/auth/request";
import type { RecordEventsAnswer, recordEventsEndpoint } from "@/lib/contracts/record-events";
import { admit } from "@/lib/http/admit";
import { errorResponse } from "@/lib/http/error-response";
import { type IngestLimits, readIngestBody } from "@/lib/http/ingest-body";
import { parseRequest } from "@/lib/http/parse-request";
import { withServerTiming } from "@/lib/http/server-timing";
import { timed } from "@/lib/timing";

type Service = (
  context: Context,
  events: readonly unknown[],
  options: { verbose: boolean },
) => Promise<RecordEventsAnswer>;
const MOST_RESULTS = 1000;

/** Wires an endpoint that takes events in any of their formats to the service that records them. */
export function ingestRoute(endpoint: typeof recordEventsEndpoint, service: Service, limits?: IngestLimits) {
  return withServerTiming(async (request: Request): Promise<Response> => {
    const requestId = randomUUID();
    try {
      const caller = await timed("auth", () => identify(request));
      const input = await timed("parse", () => parseRequest({ ...endpoint, body: undefined }, request, {}));
      const context = await timed("auth", () => admit(caller, endpoint.access, input.organization_id));
      const options = { verbose: input.verbose ?? false };
      const body = await timed("parse", () => readIngestBody(request, limits));
      const headers = { "x-request-id": requestId, "cache-control": "no-store" };
      if (body.kind === "events")
        return Response.json(await service(context, body.events, options), { headers });
      const answers = recorded(context, body.batches, service, options);
      const running = request.headers.get("accept")?.includes("application/x-ndjson") ?? false;
      return running
        ? stream(answers, headers, requestId)
        : Response.json(await summed(answers), { headers });
    } catch (error) {
      return errorResponse(error, requestId);
    }
  });
}

/** One answer per batch, its results placed in the whole stream. Each batch is committed before it is told. */
async function* recorded(
  context: Context,
  batches: AsyncIterable<unknown[]>,
  service: Service,
  options: { verbose: boolean },
): AsyncGenerator<RecordEventsAnswer> {
  let start = 0;
  for await (const events of ahead(batches)) {
    const answer = await service({ ...context, now: new Date() }, events, options);
    const results = answer.results.map((result) => ({ ...result, index: start + result.index }));
    yield { ...answer, results };
    start += events.length;
  }
}

/** Reads the next batch while one is being recorded. */
async function* ahead<T>(batches: AsyncIterable<T>): AsyncGenerator<T> {
  const reader = batches[Symbol.asyncIterator]();
  let next = reader.next();
  try {
    for (let { value, done } = await next; !done; { value, done } = await next) {
      next = reader.next();
      // Its failure is thrown when its turn comes.
      next.catch(() => undefined);
      yield value;
    }
  } finally {
    // Not waited for: a sender that stopped in the middle would hold up the answer.
    void reader.return?.();
  }
}

async function summed(answers: AsyncIterable<RecordEventsAnswer>): Promise<RecordEventsAnswer> {
  const sum: RecordEventsAnswer = { accepted: 0, duplicates: 0, conflicts: 0, rejected: 0, results: [] };
  for await (const answer of answers) {
    add(sum, answer);
    const room = MOST_RESULTS - sum.results.length;
    if (answer.results.length > room) sum.results_truncated = true;
    sum.results.push(...answer.results.slice(0, room));
  }
  return sum;
}

function add(sum: RecordEventsAnswer, answer: RecordEventsAnswer): void {
  sum.accepted += answer.accepted;
  sum.duplicates += answer.duplicates;
  sum.conflicts += answer.conflicts;
  sum.rejected += answer.rejected;
}

/** Running results: a line per batch, then a line with the sums, or with the problem that ended the stream. */
function stream(
  answers: AsyncGenerator<RecordEventsAnswer>,
  headers: Record<string, string>,
  requestId: string,
): Response {
  const encoder = new TextEncoder();
  const sum: RecordEventsAnswer = { accepted: 0, duplicates: 0, conflicts: 0, rejected: 0, results: [] };
  const line = (value: unknown) => encoder.encode(`${JSON.stringify(value)}\n`);
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { value, done } = await answers.next();
        if (!done) {
          add(sum, value);
          controller.enqueue(line(value));
          return;
        }
        controller.enqueue(line({ ...sum, done: true }));
      } catch (error) {
        controller.enqueue(line(await errorResponse(error, requestId).json()));
      }
      controller.close();
    },
  });
  return new Response(body, { headers: { ...headers, "content-type": "application/x-ndjson" } });
}
