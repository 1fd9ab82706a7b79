import { type Times, withTimes } from "@/lib/timing";

/** Authentication and parsing hold the queries that they ask themselves; `db` is all of them, `total` everything. */
const PARTS = ["parse", "auth", "db", "total"] as const;

/** Tells in `Server-Timing` how long the parts of an answer took, in milliseconds; of a stream, until its start. */
export function withServerTiming<Args extends unknown[]>(
  handler: (...args: Args) => Promise<Response>,
): (...args: Args) => Promise<Response> {
  return async (...args) => {
    const times: Times = new Map();
    const started = performance.now();
    const response = await withTimes(times, () => handler(...args));
    times.set("total", performance.now() - started);
    const told = PARTS.map((part) => `${part};dur=${(times.get(part) ?? 0).toFixed(1)}`);
    response.headers.set("server-timing", told.join(", "));
    return response;
  };
}
