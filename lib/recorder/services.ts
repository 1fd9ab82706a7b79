import Big from "big.js";
import type { Details } from "./event";
import type { Recorder } from "./recorder";

type Amount = string | number;
type Duration = { ms: Amount } | { seconds: Amount } | { minutes: Amount } | { hours: Amount };

/** 1 GB is 10^9 bytes; products are exact, which quotients would not be. */
export function toGigabyteHours(bytes: Amount, hours: Amount): string {
  return new Big(bytes).times(hours).times("1e-9").toFixed();
}

/** An exact number of seconds. */
export function toSeconds(duration: Duration): string {
  if ("ms" in duration) return new Big(duration.ms).times("0.001").toFixed();
  if ("seconds" in duration) return new Big(duration.seconds).toFixed();
  if ("minutes" in duration) return new Big(duration.minutes).times(60).toFixed();
  return new Big(duration.hours).times(3600).toFixed();
}

/** Records usage of the built-in services in the units of their meters. Numbers that are none throw. */
export function servicesOf({ track }: Pick<Recorder, "track">) {
  const plain = (amount: Amount) => new Big(amount).toFixed();
  return {
    /** Requests. */
    api: (requests: Amount = 1, details?: Details) => track("api", plain(requests), details),
    /** Bytes kept for hours, as GB-hours; without hours the bytes that were written. */
    storage: ({ bytes, hours }: { bytes: Amount; hours?: Amount }, details?: Details) =>
      hours === undefined
        ? track("storage", plain(bytes), details)
        : track("storage_hours", toGigabyteHours(bytes, hours), details),
    /** Bytes sent or received. */
    bandwidth: (bytes: Amount, details?: Details) => track("bandwidth", plain(bytes), details),
    /** Time of computation, as seconds. */
    compute: (duration: Duration, details?: Details) => track("compute", toSeconds(duration), details),
    /** Queries. */
    database: (queries: Amount = 1, details?: Details) => track("database", plain(queries), details),
    /** Invocations. */
    functions: (invocations: Amount = 1, details?: Details) =>
      track("functions", plain(invocations), details),
  };
}
