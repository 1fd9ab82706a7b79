import { queryOptions, useQuery } from "@tanstack/react-query";
import { fetchImports } from "@/lib/api/fetch-imports";
import type { ImportsQuery } from "@/lib/contracts/imports";

/** Files are loaded by hand and seldom, so the list stays good for long. */
const STALE_MS = 600_000;

export const importsQuery = (query: ImportsQuery) =>
  queryOptions({
    queryKey: ["imports", query],
    queryFn: ({ signal }) => fetchImports(query, signal),
    staleTime: STALE_MS,
  });

export const useImports = (query: ImportsQuery) => useQuery(importsQuery(query));
