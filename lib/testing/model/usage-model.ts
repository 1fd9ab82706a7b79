import Big from "big.js";
import type { RandomEvent } from "@/lib/testing/model/random-events";

type Known = { event: RandomEvent; cancelled: boolean };
type Counts = { accepted: number; repeated: number; rejected: number };

/**
 * What an organization must know, kept plainly in memory: the first event of each id counts, until it is taken
 * back; calls are refused as long as no meter counts them, and count for meters that are made later.
 */
export class UsageModel {
  private readonly known = new Map<string, Known>();
  readonly callMeters: string[] = [];

  send(events: readonly RandomEvent[]): Counts {
    const counts = { accepted: 0, repeated: 0, rejected: 0 };
    for (const event of events) counts[this.receive(event)] += 1;
    return counts;
  }

  private receive(event: RandomEvent): keyof Counts {
    if (event.type === "llm.call" && this.callMeters.length === 0) return "rejected";
    if (this.known.has(event.id)) return "repeated";
    this.known.set(event.id, { event, cancelled: false });
    return "accepted";
  }

  /** The events that count, for a test that sends one again or takes one back. */
  get counting(): RandomEvent[] {
    return [...this.known.values()].filter(({ cancelled }) => !cancelled).map(({ event }) => event);
  }

  cancel(id: string): void {
    const known = this.known.get(id);
    if (known) known.cancelled = true;
  }

  /** Every meter's total of the events in a window, as exact decimals. */
  totals({ from, to }: { from: Date; to: Date }): Map<string, string> {
    const sums = new Map<string, Big>();
    for (const event of this.counting) {
      const at = Date.parse(event.time);
      if (at < from.getTime() || at >= to.getTime()) continue;
      for (const [meter, amount] of this.amounts(event))
        sums.set(meter, (sums.get(meter) ?? new Big(0)).plus(amount));
    }
    return new Map([...sums].map(([meter, sum]) => [meter, sum.toFixed()]));
  }

  private amounts({ type, data }: RandomEvent): [meter: string, amount: string][] {
    if (type === "usage") return [[String(data.usage_type), String(data.quantity)]];
    if (type === "llm.call") return this.callMeters.map((meter) => [meter, "1"]);
    if (type === "api_request")
      return [
        ["api", "1"],
        ["bandwidth", String(data.bytes ?? 0)],
      ];
    if (data.upload_status !== "success") return [];
    return [
      ["file_uploads", "1"],
      ["storage", String(data.file_size ?? 0)],
    ];
  }
}
