import type { Context } from "@/db/context";
import type { Endpoint, EndpointInput, EndpointResponse } from "@/lib/contracts/endpoint";
import { parseParameters, parseWith } from "@/lib/http/parse-request";

/** A field of the root: an endpoint that is read, by its contract and its service. */
export type RootField = {
  endpoint: Endpoint;
  read: (context: Context, given: Record<string, unknown>) => Promise<unknown>;
};

/** Reads an endpoint by arguments: its own contract decodes and validates them, as it does query strings. */
export function field<E extends Endpoint>(
  endpoint: E,
  service: (context: Context, input: EndpointInput<E>) => Promise<EndpointResponse<E>>,
): RootField {
  return {
    endpoint,
    read: (context, given) => service(context, toInput(endpoint, { tenant_id: context.tenantId, ...given })),
  };
}

function toInput<E extends Endpoint>(endpoint: E, given: Record<string, unknown>): EndpointInput<E> {
  const texts = Object.entries(given).flatMap(([name, value]) =>
    value === undefined || value === null ? [] : [[name, toText(value)] as const],
  );
  const inPath = (name: string) => endpoint.path.includes(`{${name}}`);
  const params = Object.fromEntries(texts.filter(([name]) => inPath(name)));
  const query = Object.fromEntries(texts.filter(([name]) => !inPath(name) && name !== "tenant_id"));
  const decoded = {
    ...(endpoint.params ? asRecord(parseWith(endpoint.params, params)) : {}),
    ...(endpoint.query ? asRecord(parseParameters(endpoint.query, query)) : {}),
  };
  // The pieces were decoded by this endpoint's own schemas, which is what EndpointInput spells.
  return decoded as EndpointInput<E>;
}

const toText = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
