import * as z from "zod";
import type { AnyEndpoint } from "@/lib/contracts/endpoint";

/** The address that asks an endpoint for this input, such as `/api/billing/usage?usage_types=…`. */
export function addressOf(endpoint: AnyEndpoint, input: unknown): string {
  const { body: _, ...given } = asRecord(input);
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

export function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
