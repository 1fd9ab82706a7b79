import { randomUUID } from "node:crypto";
import { errorResponse } from "@/lib/http/error-response";
import { withServerTiming } from "@/lib/http/server-timing";

const headers = { "cache-control": "no-store" };

/** Wires an answer about the server itself: asked without signing in, and of no organization. */
export function serviceRoute<T>(answer: () => T | Promise<T>): () => Promise<Response> {
  return withServerTiming(async () => {
    try {
      return Response.json(await answer(), { headers });
    } catch (error) {
      return errorResponse(error, randomUUID());
    }
  });
}
