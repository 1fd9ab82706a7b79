const PROVIDERS = ["aws", "vercel", "openai", "github", "gcp", "self-hosted"];
const FILE_TYPES = [
  "text/markdown",
  "image/png",
  "application/pdf",
  "text/csv",
  "video/mp4",
  "application/zip",
];
const KIND_OF_TEN = 10;
/** Events of one sending happened within this time. */
const WINDOW_MS = 10 * 60_000;

export type SampleEvent = {
  specversion: "1.0";
  id: string;
  source: string;
  time: string;
  type: string;
  data: Record<string, string | number>;
};

/**
 * Events as a sender would send them now: half uploads, four tenths requests, the rest generic usage; ids never
 * repeat within a run of the bench.
 */
export class SampleEvents {
  private made = 0;
  private state = 42;
  private readonly run = Date.now().toString(36);

  take(count: number): SampleEvent[] {
    const newest = Date.now() - WINDOW_MS;
    return Array.from({ length: count }, () => this.next(newest));
  }

  private next(newest: number): SampleEvent {
    const n = this.made++;
    const time = new Date(newest + this.below(WINDOW_MS)).toISOString();
    const base = { specversion: "1.0", id: `${this.run}-${n}`, source: "bench", time } as const;
    const shared = { provider: this.one(PROVIDERS), team_id: `team-${this.skewed(12)}` };
    const kind = n % KIND_OF_TEN;
    if (kind < 5) return { ...base, type: "file_upload", data: { ...shared, ...this.upload(n) } };
    if (kind < 9) return { ...base, type: "api_request", data: { ...shared, ...this.request() } };
    return {
      ...base,
      type: "usage",
      data: { ...shared, usage_type: "ai_tokens", quantity: this.below(20_000) },
    };
  }

  private upload(n: number) {
    const [file_type, file_size] = [this.one(FILE_TYPES), this.below(5_000_000)];
    return { file_type, file_size, upload_status: "success", file_name: `files/${n}` };
  }

  private request() {
    const endpoint = `/v1/resource-${this.skewed(20)}`;
    return {
      endpoint,
      method: "GET",
      status_code: 200,
      response_time_ms: this.below(30_000) / 10,
      bytes: this.below(60_000),
    };
  }

  /** A linear congruential generator (Numerical Recipes): the same numbers on every machine. */
  private fraction(): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return this.state / 2 ** 32;
  }

  private below = (most: number) => Math.floor(this.fraction() * most);
  private skewed = (most: number) => Math.floor(this.fraction() ** 2 * most);
  private one = (values: readonly string[]) => values[this.skewed(values.length)] ?? "";
}
