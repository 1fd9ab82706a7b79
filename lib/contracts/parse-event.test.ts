import { describe, expect, it } from "vitest";
import { parseEvent } from "@/lib/contracts/parse-event";

const upload = { id: "1", source: "test", type: "file_upload", data: { upload_status: "success" } };
const nested = (depth: number): object => (depth === 0 ? {} : { x: nested(depth - 1) });

describe("parseEvent", () => {
  it("reads an upload; empty text has no value, further data becomes properties", () => {
    const data = {
      upload_status: "success",
      file_size: "12",
      team_id: "",
      provider: null,
      camera: { iso: 100 },
    };
    expect(parseEvent({ ...upload, subject: "", time: "2026-11-01T01:00:00+01:00", data })).toEqual({
      source: "test",
      sourceId: "1",
      type: "file_upload",
      subject: null,
      time: { ms: 1793491200000, utc: "2026-11-01T00:00:00.000000Z" },
      teamId: null,
      apiKeyId: null,
      provider: null,
      content: {
        kind: "upload",
        fileType: null,
        fileSize: "12",
        uploadStatus: "success",
        fileName: null,
        properties: { camera: { iso: 100 } },
      },
      data,
      canonical:
        '["file_upload",null,{"camera":{"iso":100},"file_size":"12","provider":null,"team_id":"","upload_status":"success"}]',
    });
  });

  it("takes from other types what fits our dimensions and keeps their data whole", () => {
    const data = { team_id: 5, provider: "openai", tokens: 3 };
    expect(parseEvent({ id: "1", source: "test", type: "llm.call", data })).toMatchObject({
      teamId: null,
      provider: "openai",
      content: { kind: "usage", usageType: null, properties: data },
    });
  });

  it("reads data_base64, extension attributes and data that is no object", () => {
    const event = { specversion: "1.0", id: "1", source: "test", type: "any.thing", traceparent: "00-ab" };
    expect(parseEvent({ ...event, data_base64: "aGk=" })).toMatchObject({ data: { data_base64: "aGk=" } });
    expect(parseEvent({ ...event, data: 42 })).toMatchObject({ data: 42, content: { properties: null } });
  });

  it.each([
    [null, "invalid_event", /^event: /],
    [[], "invalid_event", /^event: /],
    ["{}", "invalid_event", /^event: /],
    [{ ...upload, id: "" }, "invalid_event", /^id: /],
    [{ ...upload, id: 7 }, "invalid_event", /^id: /],
    [{ ...upload, id: "x".repeat(1025) }, "invalid_event", /^id: /],
    [{ ...upload, id: "x\0" }, "invalid_event", /^id: must not hold zero bytes/],
    [{ ...upload, source: undefined }, "invalid_event", /^source: /],
    [{ ...upload, specversion: "0.3" }, "invalid_event", /^specversion: /],
    [{ ...upload, subject: "\ud800" }, "invalid_event", /^subject: /],
    [{ ...upload, time: "yesterday" }, "invalid_event", /^time: must be an instant/],
    [{ ...upload, data: undefined }, "invalid_event", /^data: /],
    [{ ...upload, data: {} }, "invalid_event", /^data\.upload_status: /],
    [{ ...upload, data: { upload_status: "" } }, "invalid_event", /^data\.upload_status: /],
    [
      { ...upload, data: { upload_status: "x", team_id: "t".repeat(513) } },
      "invalid_event",
      /^data\.team_id/,
    ],
    [{ ...upload, data: { upload_status: "x", extra: "\0" } }, "invalid_event", /cannot be stored/],
    [{ ...upload, data: { upload_status: "x", extra: nested(17) } }, "invalid_event", /nests too deeply/],
    [{ ...upload, data: { upload_status: "x", extra: "y".repeat(65_536) } }, "invalid_event", /longer than/],
    [{ ...upload, data: { upload_status: "x", file_size: -1 } }, "invalid_value", /^data\.file_size: /],
    [{ ...upload, data: { upload_status: "x", file_size: 0.5 } }, "invalid_value", /^data\.file_size: /],
    [{ ...upload, data: { upload_status: "x", file_size: [] } }, "invalid_value", /^data\.file_size: /],
    [{ ...upload, data: { upload_status: "x", file_size: 2 ** 53 } }, "number_not_exact", /send a string$/],
    [{ ...upload, type: "api_request", data: {} }, "invalid_event", /^data\.endpoint: /],
    [
      { ...upload, type: "api_request", data: { endpoint: "/", status_code: "OK" } },
      "invalid_value",
      /^data\.status_code/,
    ],
    [
      { ...upload, type: "api_request", data: { endpoint: "/", status_code: 2000 } },
      "invalid_value",
      /^data\.status_code/,
    ],
    [
      { ...upload, type: "api_request", data: { endpoint: "/", response_time_ms: -1 } },
      "invalid_value",
      /must not be negative$/,
    ],
    [{ ...upload, type: "usage", data: { quantity: 1 } }, "invalid_event", /^data\.usage_type: /],
  ])("%# refuses what is wrong and names it", (sent, refusal, detail) => {
    expect(parseEvent(sent)).toEqual({ refusal, detail: expect.stringMatching(detail) });
  });
});
