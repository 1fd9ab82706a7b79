import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { type IngestLimits, readIngestBody } from "@/lib/http/ingest-body";
import { InvalidRequest } from "@/lib/http/invalid-request";

const LIMITS: IngestLimits = { bodyBytes: 10_000, lineBytes: 1000, events: 3 };

function request(body: BodyInit, headers: Record<string, string>): Request {
  return new Request("http://meterline.test/api/billing/events", { method: "POST", body, headers });
}

async function read(body: BodyInit, headers: Record<string, string>, limits = LIMITS): Promise<unknown[]> {
  const parsed = await readIngestBody(request(body, headers), limits);
  if (parsed.kind === "events") return parsed.events;
  const events: unknown[] = [];
  for await (const batch of parsed.batches) events.push(...batch);
  return events;
}

const refusal = (body: BodyInit, headers: Record<string, string>) =>
  read(body, headers).then(
    () => "taken",
    (error: unknown) =>
      error instanceof AppError
        ? error.code
        : error instanceof InvalidRequest
          ? error.problem.code
          : String(error),
  );

const event = { id: "1", source: "s", type: "usage" };
const one = JSON.stringify(event);

describe("a body of events", () => {
  it.each([
    ["application/json", one],
    ["application/json; charset=utf-8", `[${one}]`],
    ["application/cloudevents+json", one],
    ["application/cloudevents-batch+json", `[${one}]`],
    ["application/x-ndjson", `${one}\n`],
    ["application/x-ndjson", `\n${one}\r\n\n`],
  ])("as %s %j is one event", async (type, body) => {
    expect(await read(body, { "content-type": type })).toEqual([event]);
  });

  it("may be gzip", async () => {
    const headers = { "content-type": "application/json", "content-encoding": "gzip" };
    expect(await read(gzipSync(one), headers)).toEqual([event]);
  });

  it("in binary mode has its attributes in headers and its data as the body", async () => {
    const attributes = {
      "ce-id": "1",
      "ce-source": "caf%C3%A9",
      "ce-type": "usage",
      "ce-specversion": "1.0",
    };
    expect(await read('{"quantity":1}', { "content-type": "application/json", ...attributes })).toEqual([
      { id: "1", source: "café", type: "usage", specversion: "1.0", data: { quantity: 1 } },
    ]);
  });

  it("keeps the place of a line that is no JSON", async () => {
    expect(await read(`${one}\n{oops\n${one}`, { "content-type": "application/x-ndjson" })).toEqual([
      event,
      "{oops",
      event,
    ]);
  });

  it("reads lines that arrive in pieces, characters torn apart included", async () => {
    const bytes = new TextEncoder().encode('{"id":"é"}\n{"id":"2"}');
    const pieces = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    const sent = new Request("http://meterline.test/", {
      method: "POST",
      body: pieces,
      headers: { "content-type": "application/x-ndjson" },
      duplex: "half",
    } as RequestInit);
    const body = await readIngestBody(sent, LIMITS);
    if (body.kind !== "lines") throw new Error("expected lines");
    const batches = [];
    for await (const batch of body.batches) batches.push(batch);
    expect(batches).toEqual([[{ id: "é" }, { id: "2" }]]);
  });
});

it("puts few long lines into a batch", async () => {
  const long = JSON.stringify("x".repeat(900_000));
  const sent = request(`${long}\n`.repeat(40), { "content-type": "application/x-ndjson" });
  const body = await readIngestBody(sent);
  if (body.kind !== "lines") throw new Error("expected lines");
  const sizes = [];
  for await (const batch of body.batches) sizes.push(batch.length);
  // 18 lines of 900,002 characters are the first to exceed 16 million.
  expect(sizes).toEqual([18, 18, 4]);
});

describe("a body is refused", () => {
  const json = { "content-type": "application/json" };
  it.each([
    [
      "of another media type",
      "a=1",
      { "content-type": "application/x-www-form-urlencoded" },
      "unsupported_media_type",
    ],
    ["in another encoding", one, { ...json, "content-encoding": "br" }, "unsupported_media_type"],
    ["that is no JSON", "{", json, "invalid_parameter"],
    ["that is empty", "", json, "invalid_parameter"],
    ["that is not the gzip it says", one, { ...json, "content-encoding": "gzip" }, "invalid_parameter"],
    ["of too many events", `[${[one, one, one, one].join()}]`, json, "payload_too_large"],
    ["of too many bytes", `["${"x".repeat(10_001)}"]`, json, "payload_too_large"],
    ["that says to be too long", "[]", { ...json, "content-length": "10001" }, "payload_too_large"],
    [
      "with a line too long",
      "x".repeat(1001),
      { "content-type": "application/x-ndjson" },
      "payload_too_large",
    ],
  ])("%s", async (_, body, headers, code) => {
    expect(await refusal(body, headers)).toBe(code);
  });

  it("that a few bytes of gzip blow up, before it fills the memory", async () => {
    const bomb = gzipSync(Buffer.alloc(200_000_000, "["), { level: 9 });
    const before = process.memoryUsage().arrayBuffers;
    expect(await refusal(bomb, { ...json, "content-encoding": "gzip" })).toBe("payload_too_large");
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
  });
});
