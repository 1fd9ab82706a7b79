import { randomUUID } from "node:crypto";
import type { Context } from "@/db/context";
import { identify } from "@/lib/auth/request";
import type { openMeterIngest } from "@/lib/contracts/openmeter-events";
import type { RecordEventsAnswer } from "@/lib/contracts/record-events";
import { admit } from "@/lib/http/admit";
import { errorResponse } from "@/lib/http/error-response";
import { readIngestBody } from "@/lib/http/ingest-body";
import { InvalidRequest } from "@/lib/http/invalid-request";
import { parseRequest } from "@/lib/http/parse-request";
import { success } from "@/lib/http/route";
import { withServerTiming } from "@/lib/http/server-timing";
import { timed } from "@/lib/timing";

type Service = (context: Context, events: readonly unknown[]) => Promise<RecordEventsAnswer>;
type Rejected = RecordEventsAnswer["results"];
const MOST_NAMED = 100;

/** Wires the ingest of the OpenMeter-compatible door: nothing to say, or which events were refused and why. */
export function openMeterIngestRoute(endpoint: typeof openMeterIngest, service: Service) {
  return withServerTiming(async (request: Request): Promise<Response> => {
    const requestId = randomUUID();
    try {
      const caller = await timed("auth", () => identify(request));
      const input = await timed("parse", () => parseRequest({ ...endpoint, body: undefined }, request, {}));
      const context = await timed("auth", () => admit(caller, endpoint.access, input.organization_id));
      const rejected: Rejected = [];
      let start = 0;
      for await (const events of batchesOf(await readIngestBody(request))) {
        const { results } = await service({ ...context, now: new Date() }, events);
        for (const result of results)
          if (result.status === "rejected") rejected.push({ ...result, index: start + result.index });
        start += events.length;
      }
      if (rejected.length > 0) throw toRefusal(rejected, start);
      return success(endpoint, undefined, { "x-request-id": requestId });
    } catch (error) {
      return errorResponse(error, requestId);
    }
  });
}

async function* batchesOf(body: Awaited<ReturnType<typeof readIngestBody>>): AsyncGenerator<unknown[]> {
  if (body.kind === "lines") yield* body.batches;
  else yield body.events;
}

function toRefusal(rejected: Rejected, sent: number): InvalidRequest {
  const named = rejected
    .slice(0, MOST_NAMED)
    .map(({ index, id, code, detail }) => [
      `events.${index}`,
      `${id === null ? "" : `${JSON.stringify(id)}: `}${code}: ${detail}`,
    ]);
  const others = sent > rejected.length ? " The others are recorded." : "";
  const detail = `${rejected.length} of ${sent} events were refused. ${named[0]?.join(": ")}.${others}`;
  const errors = Object.fromEntries(named.map(([field, sentence]) => [field, [sentence ?? ""]]));
  return new InvalidRequest({ code: "invalid_parameter", detail, errors });
}
