import fc from "fast-check";
import { expect, it } from "vitest";
import { event, requestData, uploadData, usageData } from "@/lib/contracts/event";
import { plainEvent, plainRequest, plainUpload, plainUsage } from "@/lib/contracts/plain-event";

const LONG = [64, 65, 100, 101, 256, 257, 512, 513, 1024, 1025, 4096, 4097, 8192, 8193];
const value = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.string({ unit: "binary", maxLength: 4 }),
  fc.constantFrom(...LONG).map((length) => "x".repeat(length)),
  fc.constantFrom("", "1.0", "success", "12", "-0", "1e3", "0.50", "\0", "\ud800", "😀", "9".repeat(61)),
  fc.constantFrom("2026-11-01T00:00:00Z", "2026-11-01T00:00:00.1234567+05:45", "2026-02-30T00:00:00Z"),
  fc.constantFrom(0, -1, 200, 404, 1000, 1.5, 1e21, 2 ** 53, Number.NaN, 9_223_372_036_854_776_000),
  fc.constantFrom(null, undefined, true, [], {}, { a: 1 }),
);
const names = {
  event: [
    "id",
    "source",
    "type",
    "specversion",
    "subject",
    "time",
    "data",
    "data_base64",
    "datacontenttype",
    "dataschema",
  ],
  data: [
    ...[
      "provider",
      "team_id",
      "api_key_id",
      "file_type",
      "file_size",
      "upload_status",
      "file_name",
      "endpoint",
    ],
    ...[
      "method",
      "status_code",
      "response_time_ms",
      "bytes",
      "error_message",
      "usage_type",
      "user_id",
      "session_id",
    ],
  ],
};
/** Mostly right objects with some fields replaced by anything. */
const objects = (right: object, fields: readonly string[]) =>
  fc
    .dictionary(
      fc.oneof(fc.constantFrom(...fields), fc.constantFrom("other", "__proto__", "constructor")),
      value,
      {
        maxKeys: 4,
      },
    )
    .map((changed) => ({ ...right, ...changed }));
const sent = (right: object, fields: readonly string[]) =>
  fc.oneof({ weight: 20, arbitrary: objects(right, fields) }, value);

const RIGHT = {
  event: { id: "1", source: "s", type: "usage", time: "2026-11-01T00:00:00Z", data: {} },
  upload: { upload_status: "success", file_size: 5, provider: "aws" },
  request: { endpoint: "/", status_code: 200, response_time_ms: 1.5 },
  usage: { usage_type: "compute", quantity: 5 },
};

it.each([
  ["events", event, plainEvent, sent(RIGHT.event, names.event)],
  ["uploads", uploadData, plainUpload, sent(RIGHT.upload, names.data)],
  ["requests", requestData, plainRequest, sent(RIGHT.request, names.data)],
  ["usage", usageData, plainUsage, sent(RIGHT.usage, names.data)],
])("%s that are plainly right are read as the schema reads them", (_, schema, plain, arbitrary) => {
  let plainly = 0;
  fc.assert(
    fc.property(arbitrary, (one) => {
      const read = plain(one);
      if (read === null) return;
      plainly += 1;
      const parsed = schema.safeParse(one);
      expect(parsed.success).toBe(true);
      expect(read).toEqual(parsed.data);
    }),
    { numRuns: 2000 },
  );
  expect(plainly).toBeGreaterThan(300);
});

it.each([
  ["event", plainEvent, { ...RIGHT.event, specversion: "1.0", subject: "ann", extension: "kept out" }],
  ["upload", plainUpload, { ...RIGHT.upload, camera: { iso: 100 } }],
  ["request", plainRequest, RIGHT.request],
  ["usage", plainUsage, RIGHT.usage],
])("an ordinary %s needs no schema", (_, plain, one) => {
  expect(plain(one)).not.toBeNull();
});
