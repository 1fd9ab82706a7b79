/**
 * What the recorded files hold, by their published description: rows, sums and sizes as counted by whoever published
 * or prepared them, not by this product. Whole files belong to one organization, so its totals are these.
 */

/** Git file writes: 36,317 rows less 6,431 deletions. */
export const UPLOADS = 29_886;
/** Of them with a size, and what those come to. */
export const UPLOADED_BYTES = 2_707_980_948;
/** Written files by type. */
export const UPLOADS_BY_TYPE = {
  Markdown: 12_711,
  "PNG image": 3_790,
  HTML: 1_130,
  JavaScript: 1_057,
} as const;
export const MARKDOWN_BYTES = 79_382_024;
/** Access log lines that parse, and the bytes they sent. */
export const LOG_REQUESTS = 9_999;
export const LOG_BYTES = 2_747_282_505;
/** Requests to the bucket. */
export const BUCKET_REQUESTS = 301;
export const REQUESTS = LOG_REQUESTS + BUCKET_REQUESTS;
/** Context and generated tokens of the trace. */
export const TOKENS = 18_059_974 + 245_896;
/** Function invocations. */
export const INVOCATIONS = 199;

/** A range that holds all of it: the recordings end in the week of the load, and the oldest spans eight years. */
export const ALL_TIME = { start: "2010-01-01", end: new Date().toISOString().slice(0, 10) };

/** 29,886 as people read it. */
export const grouped = (value: number): string => value.toLocaleString("en-US");
