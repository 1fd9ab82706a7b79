import * as z from "zod";
import { isStorable } from "@/lib/domain/canonical-json";
import { type ExactNumber, exactNumber, exactSize } from "@/lib/domain/exact-number";
import { parseInstant } from "@/lib/domain/instant";

const text = (maximum: number) =>
  z.string().max(maximum).refine(isStorable, "must not hold zero bytes or halves of characters");
const required = (maximum: number) => text(maximum).min(1);

/** Optional text; empty text means that there is no value. */
const optional = (maximum: number) =>
  text(maximum)
    .nullish()
    .transform((value) => value || null);
const dimension = optional(512);

/** A number or numeric text; what it means exactly is decided by the domain, which also names the refusal. */
const exactly = (read: (value: unknown) => ExactNumber) =>
  z
    .unknown()
    .transform((value, context) => {
      if (value === undefined || value === null) return null;
      const exact = read(value);
      if ("decimal" in exact) return exact.decimal;
      context.issues.push({
        code: "custom",
        input: value,
        message: exact.detail,
        params: { code: exact.refusal },
      });
      return z.NEVER;
    })
    .optional()
    .transform((decimal) => decimal ?? null);

const size = exactly(exactSize).meta({
  override: { type: ["integer", "string", "null"], minimum: 0 },
  example: 1024,
});

const duration = exactly((value) => {
  const exact = exactNumber(value);
  return "decimal" in exact && exact.decimal.startsWith("-")
    ? { refusal: "invalid_value", detail: "must not be negative" }
    : exact;
}).meta({ override: { type: ["number", "string", "null"], minimum: 0 }, example: 12.5 });

const statusCode = exactly(exactSize)
  .refine((code) => code === null || code.length <= 3, {
    params: { code: "invalid_value" },
    message: "must be a status such as 200",
  })
  .transform((code) => (code === null ? null : Number(code)))
  .meta({ override: { type: ["integer", "string", "null"], minimum: 0, maximum: 999 }, example: 200 });

const shared = { provider: dimension, team_id: dimension, api_key_id: dimension };

/** `data` of `file_upload` events; further fields are kept as properties. */
export const uploadData = z
  .looseObject({
    ...shared,
    file_type: dimension.describe("MIME type"),
    file_size: size.describe("Bytes"),
    upload_status: required(512).describe("`success`, or why it failed"),
    file_name: optional(4096),
  })
  .meta({ id: "UploadData" });

/** `data` of `api_request` events; further fields are kept as properties. */
export const requestData = z
  .looseObject({
    ...shared,
    endpoint: required(4096),
    method: optional(64),
    status_code: statusCode,
    response_time_ms: duration,
    bytes: size,
    error_message: optional(8192),
  })
  .meta({ id: "RequestData" });

/** `data` of generic `usage` events; the named meter says where the quantity stands. */
export const usageData = z
  .looseObject({
    ...shared,
    usage_type: required(100).describe("Key of the meter"),
    file_type: dimension,
    user_id: dimension,
    session_id: dimension,
  })
  .meta({ id: "UsageData" });

const time = z
  .string()
  .transform((value, context) => {
    const instant = parseInstant(value);
    if (instant) return instant;
    const message = "must be an instant with its offset such as 2026-11-01T00:00:00Z";
    context.issues.push({ code: "custom", input: value, message });
    return z.NEVER;
  })
  .nullish()
  .meta({ override: { type: ["string", "null"], format: "date-time" }, example: "2026-11-01T00:00:00Z" });

/** A CloudEvents 1.0 event. Extension attributes are allowed and not kept. */
export const event = z
  .object({
    id: required(1024).describe("The sender's id, unique within `source`"),
    source: required(1024),
    type: required(256).describe("`file_upload`, `api_request`, `usage`, or the event type of own meters"),
    specversion: z.literal("1.0").optional(),
    subject: dimension.describe("The end customer or user that caused the event"),
    time: time.describe("When it happened; when it arrived unless given"),
    data: z.unknown().optional(),
    data_base64: text(65_536).optional(),
    datacontenttype: optional(256),
    dataschema: optional(1024),
  })
  .meta({ id: "Event" });
