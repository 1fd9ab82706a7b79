import type * as z from "zod";
import { event, requestData, uploadData, usageData } from "@/lib/contracts/event";
import { plainEvent, plainRequest, plainUpload, plainUsage } from "@/lib/contracts/plain-event";
import { canonicalJson, isStorable } from "@/lib/domain/canonical-json";
import { EVENT_REFUSALS, type Refused, type UsageEvent } from "@/lib/domain/event";
import { GENERIC_EVENT_TYPE, REQUEST_EVENT_TYPE, UPLOAD_EVENT_TYPE } from "@/lib/domain/meters";

const MAX_CANONICAL_LENGTH = 65_536;

type Envelope = z.output<typeof event>;
type Content = Pick<UsageEvent, "content" | "teamId" | "apiKeyId" | "provider">;

/** Reads one event as it was sent. Never throws: what is wrong comes back as a refusal with its sentence. */
export function parseEvent(sent: unknown): UsageEvent | Refused {
  const envelope = readBy(event, plainEvent, sent);
  if (!envelope.success) return refusal(envelope.error, "");
  const { source, id, type, subject, time } = envelope.data;
  const data = dataOf(envelope.data);
  const canonical = canonicalJson([type, subject, data]);
  if (canonical === null)
    return { refusal: "invalid_event", detail: "data: nests too deeply or holds text that cannot be stored" };
  if (canonical.length > MAX_CANONICAL_LENGTH)
    return { refusal: "invalid_event", detail: `data: is longer than ${MAX_CANONICAL_LENGTH} characters` };
  const content = contentOf(type, data);
  if ("refusal" in content) return content;
  return { source, sourceId: id, type, subject, time: time ?? null, data, canonical, ...content };
}

type Read<T> = { success: true; data: T } | { success: false; error: z.ZodError };

/** What is plainly right is read plainly; the schema judges the rest. */
function readBy<T>(
  schema: { safeParse: (value: unknown) => Read<T> },
  plain: (value: unknown) => T | null,
  sent: unknown,
): Read<T> {
  const read = plain(sent);
  return read === null ? schema.safeParse(sent) : { success: true, data: read };
}

function dataOf({ data, data_base64 }: Envelope): unknown {
  if (data !== undefined) return data;
  return data_base64 === undefined ? null : { data_base64 };
}

function contentOf(type: string, data: unknown): Content | Refused {
  if (type === UPLOAD_EVENT_TYPE) return uploadContent(data);
  if (type === REQUEST_EVENT_TYPE) return requestContent(data);
  if (type === GENERIC_EVENT_TYPE) return usageContent(data);
  return ownContent(data);
}

function uploadContent(data: unknown): Content | Refused {
  const parsed = readBy(uploadData, plainUpload, data);
  if (!parsed.success) return refusal(parsed.error, "data");
  const { provider, team_id, api_key_id, file_type, file_size, upload_status, file_name, ...rest } =
    parsed.data;
  return {
    provider,
    teamId: team_id,
    apiKeyId: api_key_id,
    content: {
      kind: "upload",
      fileType: file_type,
      fileSize: file_size,
      uploadStatus: upload_status,
      fileName: file_name,
      properties: nonEmpty(rest),
    },
  };
}

function requestContent(data: unknown): Content | Refused {
  const parsed = readBy(requestData, plainRequest, data);
  if (!parsed.success) return refusal(parsed.error, "data");
  const { provider, team_id, api_key_id, endpoint, method, bytes, ...others } = parsed.data;
  const { status_code, response_time_ms, error_message, ...rest } = others;
  return {
    provider,
    teamId: team_id,
    apiKeyId: api_key_id,
    content: {
      kind: "request",
      endpoint,
      method,
      bytes,
      statusCode: status_code,
      responseTimeMs: response_time_ms,
      errorMessage: error_message,
      properties: nonEmpty(rest),
    },
  };
}

function usageContent(data: unknown): Content | Refused {
  const parsed = readBy(usageData, plainUsage, data);
  if (!parsed.success) return refusal(parsed.error, "data");
  const { provider, team_id, api_key_id, usage_type, file_type, user_id, session_id, ...rest } = parsed.data;
  return {
    provider,
    teamId: team_id,
    apiKeyId: api_key_id,
    content: {
      kind: "usage",
      usageType: usage_type,
      fileType: file_type,
      userId: user_id,
      sessionId: session_id,
      properties: nonEmpty(rest),
    },
  };
}

/** Senders of other types never heard of our fields: what fits is used, and `data` is kept whole. */
function ownContent(data: unknown): Content {
  const record = typeof data === "object" && data !== null && !Array.isArray(data) ? { ...data } : {};
  const text = (name: string) => {
    const value: unknown = Reflect.get(record, name);
    return typeof value === "string" && value !== "" && value.length <= 512 && isStorable(value)
      ? value
      : null;
  };
  return {
    provider: text("provider"),
    teamId: text("team_id"),
    apiKeyId: text("api_key_id"),
    content: {
      kind: "usage",
      usageType: null,
      fileType: text("file_type"),
      userId: text("user_id"),
      sessionId: text("session_id"),
      properties: nonEmpty(record),
    },
  };
}

function nonEmpty(record: Record<string, unknown>): Record<string, unknown> | null {
  return Object.keys(record).length === 0 ? null : record;
}

/** Fields whose content, not whose presence, is what a meter reads. */
const VALUE_FIELDS = new Set(["file_size", "bytes", "response_time_ms", "status_code"]);

function refusal(error: z.ZodError, prefix: string): Refused {
  const issue = error.issues[0];
  const path = [...(prefix ? [prefix] : []), ...(issue?.path ?? [])].join(".") || "event";
  const given: unknown = issue?.code === "custom" ? issue.params?.code : undefined;
  const fallback = VALUE_FIELDS.has(String(issue?.path.at(-1))) ? "invalid_value" : "invalid_event";
  const code = EVENT_REFUSALS.find((known) => known === given) ?? fallback;
  return { refusal: code, detail: `${path}: ${issue?.message ?? "is not an event"}` };
}
