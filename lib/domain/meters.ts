import type { MeterBackfill } from "@/lib/domain/meter-backfill";

/** How the values of a meter's events become one number. `sum` and `count` are additive and live in rollups. */
export const AGGREGATIONS = ["sum", "count", "avg", "min", "max", "unique_count", "latest"] as const;
export type Aggregation = (typeof AGGREGATIONS)[number];

/** One metered thing with one unit. `usage_type` and `feature_key` on the wire are its `key`. */
export type Meter = {
  key: string;
  displayName: string;
  unit: string;
  aggregation: Aggregation;
  /** The CloudEvents type whose events it measures. */
  eventType: string;
  /** Where in `data` the value stands, as `$.a.b`; null for counts. */
  valueProperty: string | null;
  /** Its own dimensions: names, each with the place in `data` where the value stands. */
  groupBy: Readonly<Record<string, string>>;
  description: string | null;
  builtIn: boolean;
};

/** A meter as the database keeps it. While a backfill is under way it is fed, but nobody reads it. */
export type StoredMeter = Meter & { createdAt: Date; backfill: MeterBackfill | null };

/** The event type of generic usage: `data.usage_type` names the meter and `data.quantity` holds the value. */
export const GENERIC_EVENT_TYPE = "usage";
export const UPLOAD_EVENT_TYPE = "file_upload";
export const REQUEST_EVENT_TYPE = "api_request";

const builtIn = (key: string, displayName: string, unit: string): Meter => ({
  key,
  displayName,
  unit,
  aggregation: "sum",
  eventType: GENERIC_EVENT_TYPE,
  valueProperty: "$.quantity",
  groupBy: {},
  description: null,
  builtIn: true,
});

/** The meters that every organization has from its first day. */
export const BUILT_IN_METERS: readonly Meter[] = [
  builtIn("api", "API requests", "request"),
  builtIn("bandwidth", "Bandwidth", "byte"),
  builtIn("file_uploads", "File uploads", "upload"),
  builtIn("storage", "Storage written", "byte"),
  builtIn("storage_hours", "Storage", "GB-hour"),
  builtIn("compute", "Compute", "second"),
  builtIn("database", "Database queries", "query"),
  builtIn("functions", "Function invocations", "invocation"),
  builtIn("ai_tokens", "AI tokens", "token"),
];

/** Meter keys are lower-case words, so that they never meet the names of facts, which hold a colon. */
export const METER_KEY_PATTERN = /^[a-z][a-z0-9_]{0,99}$/;

/** What a meter that is not additive comes to where nothing happened: there is no average of nothing. */
export function emptyAmount({ aggregation }: Pick<Meter, "aggregation">): "0" | null {
  return aggregation === "unique_count" || isAdditive({ aggregation }) ? "0" : null;
}

/** Names of a meter's own dimensions. `subject` is none of them: every event has one. */
export const GROUP_BY_NAME_PATTERN = /^(?!subject$)[A-Za-z][A-Za-z0-9_]{0,63}$/;

/** Whether sums over buckets and dimensions of this meter add up, so that rollups can answer for it. */
export function isAdditive(meter: Pick<Meter, "aggregation">): boolean {
  return meter.aggregation === "sum" || meter.aggregation === "count";
}
