import { addDays } from "@/lib/domain/calendar";
import { GENERIC_EVENT_TYPE, REQUEST_EVENT_TYPE, UPLOAD_EVENT_TYPE } from "@/lib/domain/meters";
import { type Random, seededRandom } from "@/lib/domain/sample/random";
import { eventsOfDay, type SamplePlan, type SampleSettings } from "@/lib/domain/sample/sample-plan";

/** The source of every sample event, so that none is ever taken for a real one. */
export const SAMPLE_SOURCE = "meterline:sample";

/** A CloudEvent. */
export type SampleEvent = {
  id: string;
  source: typeof SAMPLE_SOURCE;
  type: string;
  subject: string;
  time: string;
  data: Record<string, string | number>;
};

/** By hour in UTC: quiet nights, two peaks around noon. */
const HOURS = [2, 1, 1, 1, 1, 2, 4, 8, 14, 18, 20, 19, 14, 16, 20, 19, 16, 12, 8, 6, 5, 4, 3, 2] as const;
const TEAMS = ["platform", "web", "mobile", "data"] as const;
const CLOUDS = ["aws", "gcp", "azure"] as const;
const MODEL_VENDORS = ["openai", "anthropic", "mistral"] as const;
/** MIME type, ending, and smallest size in bytes; the largest is some 2,000 times as big. */
const FILES = [
  ["application/pdf", "pdf", 20_000],
  ["image/jpeg", "jpg", 60_000],
  ["image/png", "png", 8_000],
  ["text/csv", "csv", 1_000],
  ["application/json", "json", 300],
  ["video/mp4", "mp4", 900_000],
] as const;
const FILE_WEIGHTS = [24, 28, 20, 12, 10, 6];
const ENDPOINTS = ["/v1/files", "/v1/files/search", "/v1/reports", "/v1/accounts", "/v1/webhooks"] as const;
const STATUS_CODES = [200, 201, 304, 404, 429, 500] as const;
const STATUS_WEIGHTS = [800, 100, 40, 35, 15, 10];

/** The ids of a sample's events begin with this. */
export function sampleIdPrefix({ months, seed, until }: SampleSettings): string {
  return `${until}/${months}/${seed}/`;
}

/** The events of one day of a sample: uploads, requests and generic usage. The same plan makes the same ones. */
export function sampleEvents(plan: SamplePlan, day: number): SampleEvent[] {
  const random = seededRandom(`${plan.seed} events ${day}`);
  const date = addDays(plan.from, day);
  return Array.from({ length: eventsOfDay(plan, day) }, (_, n) => ({
    id: `${sampleIdPrefix(plan)}${date}/${n}`,
    source: SAMPLE_SOURCE,
    ...content(random),
    subject: `customer-${1 + random.below(20)}`,
    time: `${date}T${timeOfDay(random)}Z`,
  }));
}

type Content = Pick<SampleEvent, "type" | "data">;
type Data = SampleEvent["data"];

function content(random: Random): Content {
  const team_id = random.pick(TEAMS);
  const of = (type: string, data: Data): Content => ({ type, data: { team_id, ...data } });
  const percent = random.below(100);
  if (percent < 35) return of(UPLOAD_EVENT_TYPE, upload(random));
  if (percent < 80) return of(REQUEST_EVENT_TYPE, request(random));
  return of(GENERIC_EVENT_TYPE, usage(random));
}

function upload(random: Random): Data {
  const [type, ending, smallest] = FILES[random.weighted(FILE_WEIGHTS)] ?? FILES[0];
  return {
    provider: random.pick(CLOUDS),
    file_type: type,
    file_size: smallest * 2 ** random.below(11) + random.below(smallest),
    upload_status: random.below(100) < 97 ? "success" : "failed",
    file_name: `file-${random.below(100_000)}.${ending}`,
  };
}

function request(random: Random): Data {
  return {
    provider: random.pick(CLOUDS),
    endpoint: random.pick(ENDPOINTS),
    method: random.below(4) === 0 ? "POST" : "GET",
    status_code: STATUS_CODES[random.weighted(STATUS_WEIGHTS)] ?? 200,
    response_time_ms: 5 + random.below(40) + random.below(8) ** 3,
    bytes: 200 + random.below(50_000),
  };
}

/** Quantities with a fraction are text, so that they are exact from the first. */
function usage(random: Random): Data {
  if (random.below(2) === 0)
    return {
      usage_type: "ai_tokens",
      quantity: 50 + random.below(4000),
      provider: random.pick(MODEL_VENDORS),
    };
  const seconds = `${random.below(120)}.${String(random.below(1000)).padStart(3, "0")}`;
  return { usage_type: "compute", quantity: seconds, provider: random.pick(CLOUDS) };
}

function timeOfDay(random: Random): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(random.weighted(HOURS))}:${two(random.below(60))}:${two(random.below(60))}`;
}
