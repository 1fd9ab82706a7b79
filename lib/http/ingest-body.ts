import { AppError } from "@/lib/errors";
import { InvalidRequest } from "@/lib/http/invalid-request";

/** What a body may hold before it is refused with 413. */
export type IngestLimits = { bodyBytes: number; lineBytes: number; events: number };
export const INGEST_LIMITS: IngestLimits = { bodyBytes: 32_000_000, lineBytes: 1_000_000, events: 10_000 };

/** Events as they were sent, unread: all at once, or a stream of lines in batches. */
export type IngestBody =
  | { kind: "events"; events: unknown[] }
  | { kind: "lines"; batches: AsyncIterable<unknown[]> };

const LINES_PER_BATCH = 5000;
/** Long lines make small batches: a batch is held in memory. */
const CHARACTERS_PER_BATCH = 16_000_000;
const JSON_TYPES = /^application\/(json|cloudevents\+json|cloudevents-batch\+json)$/;
const NDJSON_TYPES = /^application\/(x-ndjson|ndjson|jsonl|x-jsonlines)$/;

/** Reads a body by its media type, in memory that the limits bound, whatever a sender packs into gzip. */
export async function readIngestBody(request: Request, limits = INGEST_LIMITS): Promise<IngestBody> {
  const type = (request.headers.get("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  const lines = NDJSON_TYPES.test(type);
  if (!lines && !JSON_TYPES.test(type)) {
    throw new AppError(
      "unsupported_media_type",
      "Send application/json, application/cloudevents+json, application/cloudevents-batch+json or application/x-ndjson.",
    );
  }
  if (lines) return { kind: "lines", batches: batchesOf(unpacked(request), limits) };
  const sent = parseJson(await readBody(request, limits.bodyBytes));
  const events = isBinaryMode(request, type) ? [binaryEvent(request.headers, sent)] : asList(sent);
  if (events.length > limits.events) throw tooLarge(`more than ${limits.events} events; send NDJSON instead`);
  return { kind: "events", events };
}

const asList = (sent: unknown): unknown[] => (Array.isArray(sent) ? sent : [sent]);
const endedEarly = () =>
  InvalidRequest.of("invalid_parameter", "body", "ended early or is not the gzip it says it is");
const tooLarge = (what: string) => new AppError("payload_too_large", `The body holds ${what}.`);

function unpacked(request: Request): ReadableStream<Uint8Array> {
  const encoding = request.headers.get("content-encoding")?.trim().toLowerCase() ?? "identity";
  const body = request.body ?? new Blob([]).stream();
  if (encoding === "identity" || encoding === "") return body;
  if (encoding !== "gzip" && encoding !== "x-gzip") {
    throw new AppError("unsupported_media_type", `The content encoding ${encoding} is not known; gzip is.`);
  }
  return body.pipeThrough(new DecompressionStream("gzip") as ReadableWritablePair<Uint8Array, Uint8Array>);
}

/** The chunks of a body; what breaks while it arrives or unpacks is the sender's. */
async function* chunksOf(bytes: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes;
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw endedEarly();
  }
}

/** A body whose length is told cannot become longer: it is read at once, which costs half as much. */
async function readBody(request: Request, limit: number): Promise<string> {
  const told = request.headers.get("content-length");
  const isTold = told !== null && /^\d+$/.test(told) && !request.headers.has("content-encoding");
  if (!isTold) return readText(unpacked(request), limit);
  if (Number(told) > limit) throw tooLarge(`more than ${limit} bytes`);
  try {
    return await request.text();
  } catch {
    throw endedEarly();
  }
}

async function readText(bytes: ReadableStream<Uint8Array>, limit: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let read = 0;
  for await (const chunk of chunksOf(bytes)) {
    read += chunk.byteLength;
    if (read > limit) throw tooLarge(`more than ${limit} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw InvalidRequest.of("invalid_parameter", "body", "is not JSON");
  }
}

/** A line that is no JSON stays the text it is: it is rejected as an event, with its place. */
function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return line.slice(0, 200);
  }
}

async function* batchesOf(
  bytes: ReadableStream<Uint8Array>,
  limits: IngestLimits,
): AsyncGenerator<unknown[]> {
  let batch: unknown[] = [];
  let characters = 0;
  for await (const line of linesOf(bytes, limits.lineBytes)) {
    if (line.trim() === "") continue;
    batch.push(parseLine(line));
    characters += line.length;
    if (batch.length < LINES_PER_BATCH && characters < CHARACTERS_PER_BATCH) continue;
    yield batch;
    batch = [];
    characters = 0;
  }
  if (batch.length > 0) yield batch;
}

async function* linesOf(bytes: ReadableStream<Uint8Array>, limit: number): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of chunksOf(bytes)) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > limit) throw tooLarge(`a line of more than ${limit} characters`);
    yield* lines;
  }
  yield rest + decoder.decode();
}

function isBinaryMode(request: Request, type: string): boolean {
  return type === "application/json" && request.headers.has("ce-specversion");
}

/** CloudEvents in binary mode: attributes as `ce-` headers, percent-encoded; the body is the data. */
function binaryEvent(headers: Headers, data: unknown): Record<string, unknown> {
  const event: Record<string, unknown> = { data };
  for (const [name, value] of headers)
    if (name.startsWith("ce-")) event[name.slice(3)] = percentDecoded(value);
  return event;
}

function percentDecoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
