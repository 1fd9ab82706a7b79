import type { Context } from "@/db/context";
import { rejectedEvents } from "@/lib/contracts/rejected-events";
import { listRejectedEvents } from "@/lib/services/events/list-rejected";
import { recordEvents } from "@/lib/services/events/record-events";

/** Generic usage of a fixed moment, under an id and with a quantity that may be refused. */
export const usageOf = (id: string, quantity: unknown, rest: object = {}) => ({
  id,
  source: "test",
  type: "usage",
  time: "2026-11-20T10:00:00Z",
  data: { usage_type: "ai_tokens", quantity },
  ...rest,
});

export const sendKeepingRejected = (context: Context, ...events: unknown[]) =>
  recordEvents(context, events, { keepRejected: true });

export const listRejected = async (
  context: Context,
  query: Partial<Parameters<typeof listRejectedEvents>[1]> = {},
) => rejectedEvents.response.parse(await listRejectedEvents(context, { limit: 50, ...query }));

/** The only event that is listed as kept out. */
export async function onlyRejected(context: Context) {
  const { rejected_events } = await listRejected(context);
  const [entry, ...others] = rejected_events;
  if (!entry || others.length > 0) throw new Error(`${rejected_events.length} events are listed, not one.`);
  return entry;
}

/** The same question asked later. */
export const later = (context: Context, ms: number): Context => ({
  ...context,
  now: new Date(context.now.getTime() + ms),
});
