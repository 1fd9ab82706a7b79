export type BatchSettings = { batchSize: number; flushAfterMs: number; maxQueued: number };

/** What one request may hold. */
const MAX_BATCH_SIZE = 10_000;

/** Options win over USAGE_BATCH_SIZE and USAGE_BATCH_TIMEOUT (seconds), which win over the defaults. */
export function batchSettings(given: Partial<BatchSettings>): BatchSettings {
  const env: Record<string, string | undefined> = typeof process === "undefined" ? {} : process.env;
  const seconds = fromText(env.USAGE_BATCH_TIMEOUT);
  const batchSize = given.batchSize ?? fromText(env.USAGE_BATCH_SIZE) ?? 100;
  const flushAfterMs = given.flushAfterMs ?? (seconds === undefined ? 5000 : seconds * 1000);
  const maxQueued = given.maxQueued ?? Math.max(10_000, batchSize);
  if (!Number.isInteger(batchSize) || batchSize < 1 || batchSize > MAX_BATCH_SIZE)
    throw new Error("batchSize (USAGE_BATCH_SIZE) must be a whole number from 1 to 10000.");
  if (!(flushAfterMs > 0 && flushAfterMs <= 3_600_000))
    throw new Error(
      "flushAfterMs (USAGE_BATCH_TIMEOUT, in seconds) must be more than 0 and at most an hour.",
    );
  if (!Number.isInteger(maxQueued) || maxQueued < batchSize)
    throw new Error("maxQueued must be a whole number, and no less than batchSize.");
  return { batchSize, flushAfterMs, maxQueued };
}

function fromText(text: string | undefined): number | undefined {
  return text === undefined || text === "" ? undefined : Number(text);
}
