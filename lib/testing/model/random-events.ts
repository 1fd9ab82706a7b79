import Big from "big.js";
import fc from "fast-check";

/** An event as a sender would write it, of a kind that feeds built-in meters or a meter of one's own. */
export type RandomEvent = {
  id: string;
  source: "random";
  type: "file_upload" | "api_request" | "usage" | "llm.call";
  time: string;
  data: Record<string, unknown>;
};

/** Few ids, so that some come twice; times around edges of quarter hours, days and months, late ones among them. */
const id = fc.integer({ min: 0, max: 60 }).map(String);
const time = fc
  .tuple(
    fc.constantFrom(
      "2026-10-31T23",
      "2026-11-01T00",
      "2026-11-01T22",
      "2026-10-25T01",
      "2026-08-31T23",
      "2020-02-29T12",
    ),
    fc.constantFrom("00:00", "14:59.999999", "15:00", "44:59.9", "45:00.000001", "59:59.999999"),
    fc.constantFrom("Z", "+01:00", "-00:45"),
  )
  .map(([hour, rest, offset]) => `${hour}:${rest}${offset}`);
/** The UTC months in which such events lie. */
export const RANDOM_MONTHS = ["2020-02", "2026-08", "2026-09", "2026-10", "2026-11"];

const team_id = fc.constantFrom(undefined, null, "", "web", "Zürich", "a b");
const provider = fc.constantFrom(undefined, "aws", "vercel");
const size = fc.oneof(
  fc.constant(undefined),
  fc.nat(),
  fc.bigInt({ min: 0n, max: 9_223_372_036_854_775_807n }).map(String),
);
const quantity = fc
  .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.integer({ min: 0, max: 12 }))
  .map(([digits, places]) => new Big(digits.toString()).div(new Big(10).pow(places)).toFixed());

const dataOf = {
  file_upload: fc.record({
    team_id,
    provider,
    file_size: size,
    file_type: fc.constantFrom("image/png", ""),
    upload_status: fc.constantFrom("success", "failed"),
  }),
  api_request: fc.record({
    team_id,
    provider,
    bytes: size,
    endpoint: fc.constant("/"),
    status_code: fc.constantFrom(undefined, 200, "404"),
  }),
  usage: fc.record({ team_id, provider, quantity, usage_type: fc.constantFrom("compute", "ai_tokens") }),
  "llm.call": fc.record({ team_id, provider }),
};

/** One event of any kind and time; the ids repeat, with the same content seldom and with other content often. */
export const randomEvent: fc.Arbitrary<RandomEvent> = fc
  .constantFrom("file_upload" as const, "api_request" as const, "usage" as const, "llm.call" as const)
  .chain((type) =>
    fc.record({
      id,
      source: fc.constant("random" as const),
      type: fc.constant(type),
      time,
      data: dataOf[type],
    }),
  );
