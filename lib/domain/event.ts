import type { Instant } from "@/lib/domain/instant";

/** Why an event is kept out. */
export const EVENT_REFUSALS = [
  "invalid_event",
  "no_meter",
  "invalid_value",
  "number_not_exact",
  "timestamp_in_future",
  "too_old",
] as const;
export type EventRefusal = (typeof EVENT_REFUSALS)[number];
export type Refused = { refusal: EventRefusal; detail: string };

type Properties = Record<string, unknown> | null;

export type UploadContent = {
  kind: "upload";
  fileType: string | null;
  fileSize: string | null;
  uploadStatus: string;
  fileName: string | null;
  properties: Properties;
};

export type RequestContent = {
  kind: "request";
  endpoint: string;
  method: string | null;
  statusCode: number | null;
  responseTimeMs: string | null;
  bytes: string | null;
  errorMessage: string | null;
  properties: Properties;
};

/** Generic usage. What it counts depends on the organization's meters, which read their values in `data`. */
export type UsageContent = {
  kind: "usage";
  /** The meter that a generic `usage` event names; null for events of other types. */
  usageType: string | null;
  fileType: string | null;
  userId: string | null;
  sessionId: string | null;
  /** `data` without what has a column of its own. */
  properties: Properties;
};

export type EventContent = UploadContent | RequestContent | UsageContent;

/** One event as its sender means it: validated, numbers exact, empty texts null. */
export type UsageEvent = {
  source: string;
  sourceId: string;
  type: string;
  subject: string | null;
  /** Null when the sender gave none: then it happened when it arrived. */
  time: Instant | null;
  teamId: string | null;
  apiKeyId: string | null;
  provider: string | null;
  content: EventContent;
  /** As sent. */
  data: unknown;
  /** Type, subject and data in one order: two events with the same text say the same. */
  canonical: string;
};
