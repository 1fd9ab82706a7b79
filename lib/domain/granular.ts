import { addDecimals } from "@/lib/domain/decimal";
import { REQUEST_FACTS, UPLOAD_FACTS } from "@/lib/domain/facts";
import type { UsageRow } from "@/lib/domain/fill";
import { groupBy } from "@/lib/domain/group-by";
import { percentages } from "@/lib/domain/shares";

/** The facts of uploads and requests: attempts, whatever became of them. */
export const GRANULAR_FACTS: readonly string[] = [...UPLOAD_FACTS, ...REQUEST_FACTS];

/** Attempts of uploads and requests, and what became of them. */
export type Attempts = {
  uploads: number;
  successfulUploads: number;
  failedUploads: number;
  fileSize: string;
  requests: number;
  successfulRequests: number;
  failedRequests: number;
};

/** Sums granular rows, whatever their bucket and key. */
export function sumAttempts(rows: readonly UsageRow[]): Attempts {
  const count = (matches: (fact: string) => boolean) =>
    rows.reduce((sum, row) => (matches(row.fact) ? sum + row.eventCount : sum), 0);
  const isUpload = (fact: string) => fact.startsWith("upload:");
  return {
    uploads: count(isUpload),
    successfulUploads: count((fact) => fact === "upload:success"),
    failedUploads: count((fact) => fact === "upload:failure"),
    fileSize: addDecimals(rows.filter(({ fact }) => isUpload(fact)).map(({ quantity }) => quantity)),
    requests: count((fact) => fact.startsWith("request:")),
    successfulRequests: count((fact) => fact === "request:success"),
    failedRequests: count((fact) => fact === "request:failure"),
  };
}

/** One value of a dimension with its attempts and its share. */
export type Share = Attempts & { value: string | null; percentage: string };

/**
 * Attempts by one value of the key, largest first. Shares are of uploads, or of requests where there are no uploads
 * at all, and add up to exactly 100.00.
 */
export function shareAttempts(rows: readonly UsageRow[], place: number): Share[] {
  const groups = [...groupBy(rows, ({ key }) => key?.[place] ?? null)]
    .map(([value, members]) => ({ value, ...sumAttempts(members) }))
    .filter(({ uploads, requests }) => uploads !== 0 || requests !== 0);
  const hasUploads = groups.some(({ uploads }) => uploads > 0);
  const weight = (group: Attempts) => (hasUploads ? group.uploads : group.requests);
  groups.sort((a, b) => weight(b) - weight(a) || byValue(a.value, b.value));
  const shares = percentages(groups.map((group) => Math.max(0, weight(group))));
  return groups.map((group, index) => ({ ...group, percentage: shares[index] ?? "0.00" }));
}

/** In the order of their text; no value comes last. */
function byValue(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return a < b ? -1 : 1;
}
