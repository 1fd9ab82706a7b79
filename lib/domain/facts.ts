import type { Meter } from "@/lib/domain/meters";

/**
 * A fact is what a rollup row counts: the outcome of an upload or a request, or a meter's own generic events
 * (then the fact is the meter's key). An event writes one rollup row per fact, and meters are read from facts,
 * so a request that feeds `api` and `bandwidth` costs one row, not two.
 */
export const UPLOAD_FACTS = ["upload:success", "upload:failure"] as const;
export const REQUEST_FACTS = ["request:success", "request:failure", "request:unknown"] as const;
export type UploadFact = (typeof UPLOAD_FACTS)[number];
export type RequestFact = (typeof REQUEST_FACTS)[number];

/** Which of the two measures of a rollup row a meter reads: how many events there were, or their summed quantity. */
export type Measure = "events" | "quantity";
export type MeterSource = { meter: string; fact: string; measure: Measure };

const FED_BY_GRANULAR: Record<string, { facts: readonly string[]; measure: Measure }> = {
  api: { facts: REQUEST_FACTS, measure: "events" },
  bandwidth: { facts: REQUEST_FACTS, measure: "quantity" },
  file_uploads: { facts: ["upload:success"], measure: "events" },
  storage: { facts: ["upload:success"], measure: "quantity" },
};

/** The facts that make up an additive meter, each with the measure to read; the meter's own events come last. */
export function meterSources(meter: Pick<Meter, "key" | "aggregation">): MeterSource[] {
  const fed = FED_BY_GRANULAR[meter.key];
  const granular = (fed?.facts ?? []).map((fact) => ({
    meter: meter.key,
    fact,
    measure: fed?.measure ?? "events",
  }));
  const own: Measure = meter.aggregation === "count" ? "events" : "quantity";
  return [...granular, { meter: meter.key, fact: meter.key, measure: own }];
}

/** The outcome of an upload: it succeeds with the status `success` and fails with any other. */
export function uploadFact(uploadStatus: string): UploadFact {
  return uploadStatus === "success" ? "upload:success" : "upload:failure";
}

/** The outcome of a request: failed from status 400 on, succeeded below, neither without a status. */
export function requestFact(statusCode: number | null): RequestFact {
  if (statusCode === null) return "request:unknown";
  return statusCode >= 400 ? "request:failure" : "request:success";
}
