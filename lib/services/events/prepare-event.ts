import "server-only";
import { parseEvent } from "@/lib/contracts/parse-event";
import type { EventContent, Refused, UsageEvent } from "@/lib/domain/event";
import { type EventFacts, eventFacts } from "@/lib/domain/event-facts";
import { type Instant, instantOf } from "@/lib/domain/instant";
import { GENERIC_EVENT_TYPE, type Meter } from "@/lib/domain/meters";
import { contentFingerprint, eventId } from "@/lib/services/events/event-identity";
import type { IngestSettings } from "@/lib/services/events/ingest-settings";

const MAX_AHEAD_MS = 5 * 60_000;
const DAY_MS = 86_400_000;
const OLDEST_MS = Date.UTC(2000, 0, 1);

/** An event that may be stored: what it counts, under which id, and when. */
export type PreparedEvent = EventFacts & {
  event: UsageEvent;
  id: string;
  fingerprint: string;
  occurredAt: Instant;
  properties: EventContent["properties"];
};

/** Judges one event by the rules of the organization. */
export function prepareEvent(sent: unknown, settings: IngestSettings, now: Date): PreparedEvent | Refused {
  const event = parseEvent(sent);
  if ("refusal" in event) return event;
  const occurredAt = event.time ?? instantOf(now);
  const untimely = refuseTime(occurredAt, settings, now);
  if (untimely) return untimely;
  const facts = eventFacts(event, settings.meters);
  if ("refusal" in facts) return facts;
  return {
    facts: facts.facts,
    quantity: facts.quantity,
    event,
    id: eventId(event.source, event.sourceId),
    fingerprint: contentFingerprint(event.canonical),
    occurredAt,
    properties: keptProperties(event, settings.meters),
  };
}

function refuseTime(
  at: Instant,
  { retentionDays, eventsKeptFrom }: IngestSettings,
  now: Date,
): Refused | null {
  if (at.ms > now.getTime() + MAX_AHEAD_MS)
    return { refusal: "timestamp_in_future", detail: "time: is more than 5 minutes ahead" };
  if (at.ms < OLDEST_MS) return { refusal: "too_old", detail: "time: is before the year 2000" };
  if (retentionDays !== null && at.ms < now.getTime() - retentionDays * DAY_MS)
    return { refusal: "too_old", detail: `time: is before the retention of ${retentionDays} days` };
  if (eventsKeptFrom !== null && at.ms < eventsKeptFrom.getTime())
    return {
      refusal: "too_old",
      detail: `time: is before ${eventsKeptFrom.toISOString()}, events up to then are deleted`,
    };
  return null;
}

/** The quantity has a column of its own, unless the meter reads its value elsewhere: then `data` stays whole. */
function keptProperties({ type, content, data }: UsageEvent, meters: readonly Meter[]) {
  if (content.kind !== "usage" || type !== GENERIC_EVENT_TYPE) return content.properties;
  const meter = meters.find(({ key }) => key === content.usageType);
  const elsewhere = meter?.aggregation === "unique_count" || meter?.valueProperty !== "$.quantity";
  if (meter?.valueProperty && elsewhere) return { ...Object(data) };
  const { quantity: _, ...rest } = content.properties ?? {};
  return Object.keys(rest).length === 0 ? null : rest;
}
