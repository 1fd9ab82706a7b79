import type { Chunks } from "./source-record";

/** How much of a file is looked at to tell what it is. */
const SAMPLE_BYTES = 64 * 1024;

/** The first bytes of a file as text, and all of its chunks including them. */
export async function peek(chunks: Chunks): Promise<{ sample: string; all: AsyncIterable<Uint8Array> }> {
  const source = toAsync(chunks);
  const seen: Uint8Array[] = [];
  let length = 0;
  for (let next = await source.next(); !next.done; next = await source.next()) {
    seen.push(next.value);
    length += next.value.length;
    if (length >= SAMPLE_BYTES) break;
  }
  const sample = Buffer.concat(seen).subarray(0, SAMPLE_BYTES).toString("utf8");
  return { sample, all: again(seen, source) };
}

async function* again(seen: Uint8Array[], rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* seen;
  yield* rest;
}

async function* toAsync(chunks: Chunks): AsyncGenerator<Uint8Array> {
  yield* chunks;
}
