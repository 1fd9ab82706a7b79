import type * as z from "zod";
import { loaded } from "@/lib/api/loaded";
import type { Audience, Endpoint, EndpointInput } from "@/lib/contracts/endpoint";

/**
 * Asks an endpoint. Its schemas, and what reads by them, come with the first question: a page that the server has
 * filled asks nothing, and is alive without them.
 */
export async function call<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(
  endpoint: () => Promise<Endpoint<P, Q, B, R, Audience>>,
  input: EndpointInput<Endpoint<P, Q, B, R, Audience>>,
  signal?: AbortSignal,
): Promise<z.output<R>> {
  const [{ ask }, asked] = await loaded(Promise.all([import("@/lib/api/ask"), endpoint()]));
  signal?.throwIfAborted();
  return ask(asked, input, signal);
}
