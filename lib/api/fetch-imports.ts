import { call } from "@/lib/api/call";
import { type Imports, type ImportsQuery, imports } from "@/lib/contracts/imports";

export function fetchImports(query: ImportsQuery, signal?: AbortSignal): Promise<Imports> {
  return call(imports, query, signal);
}
