import "server-only";
import type { UsageEventItem } from "@/lib/contracts/usage-events";
import { eventCredits } from "@/lib/domain/credits";
import type { Meter } from "@/lib/domain/meters";
import { traceUrl } from "@/lib/domain/trace-url";
import { eventQuantities, eventTokens, type StoredUsageEvent, shownMeter } from "@/lib/domain/usage-event";
import { env } from "@/lib/env";
import { creditRates } from "@/lib/services/usage-events/credit-rates";
import type { EventSurroundings } from "@/lib/services/usage-events/read-surroundings";

export type Presenting = { asked: readonly Meter[]; all: readonly Meter[]; around: EventSurroundings };

const toInstant = (utc: string) => new Date(utc).toISOString();

/** An event as the contract tells it: what it adds to which meter, its credits, and what became of it. */
export function toUsageEvent(event: StoredUsageEvent, { asked, all, around }: Presenting): UsageEventItem {
  const quantities = eventQuantities(event, all);
  const usageType = shownMeter(event, quantities, { asked: asked.map(({ key }) => key), all });
  const { team, provider, file_type, subject, api_key } = event.dimensions;
  const { total, ...breakdown } = eventCredits(quantities, creditRates());
  const cancelledAt = around.cancelledAt.get(event.id);
  return {
    id: event.id,
    source: event.source,
    source_id: event.sourceId,
    occurred_at: toInstant(event.occurredAt),
    recorded_at: toInstant(event.recordedAt),
    usage_type: usageType,
    quantity: quantities[usageType] ?? "0",
    unit: all.find(({ key }) => key === usageType)?.unit ?? "",
    quantities,
    team_id: team,
    team_name: team === null ? null : (around.teamNames.get(team) ?? team),
    subject,
    api_key_id: api_key,
    user_id: event.userId,
    session_id: event.sessionId,
    provider,
    file_type,
    total_credits: total,
    breakdown,
    ...eventTokens(event, quantities),
    ...around.syncOf(event.id),
    trace_url: traceUrl(env().LANGFUSE_HOST, event.properties),
    corrects: event.sign === -1 ? event.sourceId : null,
    cancelled_at: cancelledAt === undefined ? null : toInstant(cancelledAt),
    properties: event.properties,
  };
}
