import type { EventContent, Refused, UsageContent, UsageEvent } from "@/lib/domain/event";
import { exactNumber } from "@/lib/domain/exact-number";
import { requestFact, uploadFact } from "@/lib/domain/facts";
import { GENERIC_EVENT_TYPE, isAdditive, type Meter } from "@/lib/domain/meters";
import { valueAt } from "@/lib/domain/value-property";

/** What one event adds to one row of the rollups. */
export type EventFact = { fact: string; quantity: string | null; durationMs: string | null };

/** What an event counts. `quantity` is the value of the one meter that a generic `usage` event names. */
export type EventFacts = { facts: EventFact[]; quantity: string | null };

/** Reads an event by the organization's meters; refused when it feeds none, or a meter's value is no number. */
export function eventFacts(event: UsageEvent, meters: readonly Meter[]): EventFacts | Refused {
  const { content } = event;
  if (content.kind !== "usage") return { facts: [granularFact(content)], quantity: null };
  const fed = fedMeters(event, content, meters);
  if (fed.length === 0) return { refusal: "no_meter", detail: unmetered(event, content) };
  const facts: EventFact[] = [];
  let quantity: string | null = null;
  for (const meter of fed) {
    const value = meterValue(meter, event.data);
    if ("refusal" in value) return value;
    if (isAdditive(meter)) facts.push({ fact: meter.key, quantity: value.quantity, durationMs: null });
    if (event.type === GENERIC_EVENT_TYPE) quantity = value.quantity;
  }
  return { facts, quantity };
}

function granularFact(content: Exclude<EventContent, UsageContent>): EventFact {
  if (content.kind === "upload")
    return { fact: uploadFact(content.uploadStatus), quantity: content.fileSize, durationMs: null };
  const { statusCode, bytes, responseTimeMs } = content;
  return { fact: requestFact(statusCode), quantity: bytes, durationMs: responseTimeMs };
}

function fedMeters(event: UsageEvent, content: UsageContent, meters: readonly Meter[]): Meter[] {
  const generic = event.type === GENERIC_EVENT_TYPE;
  return meters.filter(
    (meter) => meter.eventType === event.type && (!generic || meter.key === content.usageType),
  );
}

function unmetered(event: UsageEvent, content: UsageContent): string {
  return event.type === GENERIC_EVENT_TYPE
    ? `usage_type: there is no meter ${content.usageType ?? ""}`.trimEnd()
    : `type: no meter measures events of the type ${event.type}`;
}

type MeterValue = { quantity: string | null };

function meterValue(meter: Meter, data: unknown): MeterValue | Refused {
  // Counts need no value, and unique counts take any: those are read from the event itself.
  if (meter.aggregation === "count" || meter.aggregation === "unique_count" || !meter.valueProperty)
    return { quantity: null };
  const exact = exactNumber(valueAt(data, meter.valueProperty));
  if ("decimal" in exact) return { quantity: exact.decimal };
  return { refusal: exact.refusal, detail: `${meter.valueProperty} of meter ${meter.key}: ${exact.detail}` };
}
