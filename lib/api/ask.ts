import * as z from "zod";
import { addressOf, asRecord } from "@/lib/api/address-of";
import { ApiProblem } from "@/lib/api/api-problem";
import { readProblem } from "@/lib/api/read-problem";
import type { AnyEndpoint, Audience, Endpoint, EndpointInput } from "@/lib/contracts/endpoint";

/** The one fetch of the browser: path and query are encoded, the answer is read, by the endpoint's own schemas. */
export async function ask<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  endpoint: Endpoint<P, Q, B, R, Audience>,
  input: EndpointInput<Endpoint<P, Q, B, R, Audience>>,
  signal?: AbortSignal,
): Promise<z.output<R>> {
  const settings = { method: endpoint.method, signal, ...bodyOf(endpoint, input) };
  const response = await send(addressOf(endpoint, input), settings);
  if (!response.ok) throw await readProblem(response);
  return endpoint.response.parse(response.status === 204 ? undefined : await response.json());
}

function bodyOf(endpoint: AnyEndpoint, input: unknown): Pick<RequestInit, "headers" | "body"> {
  const headers = { accept: "application/json" };
  if (!endpoint.body) return { headers };
  const body = JSON.stringify(z.encode(endpoint.body, asRecord(input).body));
  return { headers: { ...headers, "content-type": "application/json" }, body };
}

async function send(address: string, settings: RequestInit): Promise<Response> {
  try {
    return await fetch(address, settings);
  } catch (error) {
    if (settings.signal?.aborted) throw error;
    throw new ApiProblem({ status: 0, code: "offline", detail: "The server could not be reached." });
  }
}
