import * as z from "zod";
import type { Context } from "@/db/context";
import type { Endpoint, EndpointInput, EndpointResponse } from "@/lib/contracts/endpoint";

type Service<E> = (context: Context, input: EndpointInput<E>) => Promise<unknown>;

/** Asks a reading service as its route would: parameters as text, the answer checked by the contract. */
export async function askUsage<E extends Endpoint>(
  endpoint: E,
  service: Service<E>,
  context: Context,
  parameters: Record<string, string>,
): Promise<EndpointResponse<E>> {
  const { query, response } = endpoint;
  if (!(query instanceof z.ZodType) || !(response instanceof z.ZodType))
    throw new Error("A question has parameters and an answer.");
  // The schemas make exactly these types, which TypeScript cannot follow through the endpoint's conditional ones.
  const input = query.parse(parameters);
  return response.parse(await service(context, input as EndpointInput<E>)) as EndpointResponse<E>;
}
