import { call } from "@/lib/api/call";
import type { Imports, ImportsQuery } from "@/lib/contracts/imports";

const imports = async () => (await import("@/lib/contracts/imports")).imports;

export function fetchImports(query: ImportsQuery, signal?: AbortSignal): Promise<Imports> {
  return call(imports, query, signal);
}
