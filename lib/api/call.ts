import * as z from "zod";
import { ApiProblem } from "@/lib/api/api-problem";
import { readProblem } from "@/lib/api/read-problem";
import type { Endpoint, EndpointInput } from "@/lib/contracts/endpoint";

/** The one fetch of the browser: path and query are encoded, the answer is read, by the endpoint's own schemas. */
export async function call<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(
  endpoint: Endpoint<P, Q, B, R>,
  input: EndpointInput<Endpoint<P, Q, B, R>>,
  signal?: AbortSignal,
): Promise<z.output<R>> {
  const response = await send(endpoint.method, addressOf(endpoint, input), signal);
  if (!response.ok) throw await readProblem(response);
  return endpoint.response.parse(await response.json());
}

async function send(method: string, address: string, signal: AbortSignal | undefined): Promise<Response> {
  try {
    return await fetch(address, { method, signal, headers: { accept: "application/json" } });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiProblem({ status: 0, code: "offline", detail: "The server could not be reached." });
  }
}

/** The address that asks an endpoint for this input, such as `/api/billing/usage?usage_types=…`. */
export function addressOf(endpoint: Endpoint, input: unknown): string {
  const given = { ...asRecord(input) };
  let path: string = endpoint.path;
  for (const [, name = ""] of endpoint.path.matchAll(/\{(\w+)\}/g)) {
    path = path.replace(`{${name}}`, encodeURIComponent(String(given[name])));
    delete given[name];
  }
  if (!endpoint.query) return path;
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(asRecord(z.encode(endpoint.query, given)))) {
    if (value !== undefined) search.set(name, String(value));
  }
  const text = search.toString();
  return text === "" ? path : `${path}?${text}`;
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
