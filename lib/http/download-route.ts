import { randomUUID } from "node:crypto";
import type { Context } from "@/db/context";
import { identify } from "@/lib/auth/request";
import type { Endpoint, EndpointInput } from "@/lib/contracts/endpoint";
import { admit } from "@/lib/http/admit";
import { errorResponse } from "@/lib/http/error-response";
import { parseRequest } from "@/lib/http/parse-request";
import { chosenOrganization, type RouteHandler } from "@/lib/http/route";

/** A file whose content comes piece by piece. */
type Download = { fileName: string; contentType: string; chunks: AsyncIterable<string> };
type Service<E> = (context: Context, input: EndpointInput<E>) => Promise<Download>;

/** Wires one contract to a service that answers with a file, which is streamed: it is never held as a whole. */
export function downloadRoute<E extends Endpoint>(endpoint: E, service: Service<E>): RouteHandler {
  return async (request, { params }) => {
    const requestId = randomUUID();
    try {
      const caller = await identify(request);
      const input = await parseRequest(endpoint, request, await params);
      const context = await admit(caller, endpoint.access, chosenOrganization(input));
      const { fileName, contentType, chunks } = await service(context, input);
      const headers = {
        "content-type": contentType,
        "content-disposition": `attachment; filename="${fileName}"`,
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
        "x-request-id": requestId,
      };
      return new Response(toStream(chunks), { headers });
    } catch (error) {
      return errorResponse(error, requestId);
    }
  };
}

/** Reads on only as fast as the receiver does, and stops when it goes away. */
function toStream(chunks: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}
