import "server-only";
import type { EventRefusal, Refused } from "@/lib/domain/event";
import type { EventKey } from "@/lib/selectors/events/select-event-keys";
import type { PreparedEvent } from "@/lib/services/events/prepare-event";

export type EventStatus = "accepted" | "duplicate" | "conflict" | "rejected";

/** What became of one event. `id` is the sender's where it could be read, `event_id` ours. */
export type EventResult = {
  index: number;
  id: string | null;
  event_id: string | null;
  status: EventStatus;
  code?: EventRefusal;
  detail?: string;
};

/** The first event of each identity: in one batch the first wins. */
export function firstOfEach(judged: readonly (PreparedEvent | Refused)[]): Map<string, PreparedEvent> {
  const first = new Map<string, PreparedEvent>();
  for (const one of judged) if (!("refusal" in one) && !first.has(one.id)) first.set(one.id, one);
  return first;
}

/**
 * Tells accepted events from duplicates and conflicts by the identities that were taken before the batch came; the
 * others were claimed by the first event of the batch that has them.
 */
export function eventResults(
  sent: readonly unknown[],
  judged: readonly (PreparedEvent | Refused)[],
  taken: readonly EventKey[],
): EventResult[] {
  const first = firstOfEach(judged);
  const stored = new Map(taken.map((key) => [key.id, key]));
  return judged.map((one, index) => {
    if ("refusal" in one) return rejection(index, sent[index], one);
    const result = { index, id: one.event.sourceId, event_id: one.id };
    const winner = first.get(one.id) ?? one;
    const key = stored.get(one.id);
    if (!key && winner === one) return { ...result, status: "accepted" };
    if (saysTheSame(one, key ?? keyOf(winner))) return { ...result, status: "duplicate" };
    const detail = "id: an event of this source and id is recorded with other content";
    return { ...result, status: "conflict", detail };
  });
}

function keyOf({ id, fingerprint, occurredAt }: PreparedEvent): EventKey {
  return { id, fingerprint, occurredAt: occurredAt.utc };
}

/** An event without a time repeats one of any time: its sender leaves the time to us. */
function saysTheSame({ event, fingerprint }: PreparedEvent, key: EventKey): boolean {
  return fingerprint === key.fingerprint && (event.time === null || event.time.utc === key.occurredAt);
}

function rejection(index: number, sent: unknown, { refusal, detail }: Refused): EventResult {
  const id: unknown = typeof sent === "object" && sent !== null ? Reflect.get(sent, "id") : undefined;
  return {
    index,
    id: typeof id === "string" ? id.slice(0, 1024) : null,
    event_id: null,
    status: "rejected",
    code: refusal,
    detail,
  };
}
