import { setTimeout as sleep } from "node:timers/promises";

const BATCH = 10_000;

export type Caller = { organization_id: string; api_key: string };
type Answer = { accepted: number; duplicates: number; conflicts: number; rejected: number };

/** A client that sends one batch after the other, each again and again until it is acknowledged. */
export class RetryingClient {
  acknowledged = 0;
  private isStopping = false;
  private readonly sending: Promise<void>;

  constructor(
    private readonly url: string,
    private readonly caller: Caller,
    private readonly name: string,
  ) {
    this.sending = this.run();
  }

  /** Ends after the batch under way. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await this.sending;
  }

  private async run(): Promise<void> {
    for (let batch = 0; !this.isStopping; batch += 1) {
      const events = eventsOf(`${this.name} ${batch}`);
      const { accepted, duplicates, ...others } = await this.sendUntilAcknowledged(JSON.stringify(events));
      // An attempt whose answer was lost may have been stored, whole or in part: then its events are duplicates.
      if (accepted + duplicates !== BATCH) throw new Error(`Refused: ${JSON.stringify(others)}`);
      this.acknowledged += BATCH;
    }
  }

  private async sendUntilAcknowledged(body: string): Promise<Answer> {
    for (;;) {
      const answer = await this.post(body).catch(() => undefined);
      if (answer?.ok) return answer.body;
      await sleep(100);
    }
  }

  /** An answer that is cut off counts as none. A refusal is a defect: only what retrying mends may be answered. */
  private async post(body: string): Promise<{ ok: boolean; body: Answer }> {
    const headers = { authorization: `Bearer ${this.caller.api_key}`, "content-type": "application/json" };
    const response = await fetch(`${this.url}/api/billing/events`, { method: "POST", headers, body });
    return { ok: response.ok, body: await response.json() };
  }
}

/** One event a minute, each of one second of computing, so that the sum is the count. */
function eventsOf(source: string) {
  return Array.from({ length: BATCH }, (_, index) => ({
    id: String(index),
    source,
    type: "usage",
    time: new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString(),
    data: { usage_type: "compute", quantity: 1, team_id: `team-${index % 5}` },
  }));
}
