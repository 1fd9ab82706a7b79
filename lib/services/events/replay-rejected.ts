import "server-only";
import { and, eq } from "drizzle-orm";
import type { Context } from "@/db/context";
import { rejectedEvents } from "@/db/schema";
import { readAsTenant, writeAsTenant } from "@/db/scope";
import type { RejectedEventReplay, RejectedEventReplayInput } from "@/lib/contracts/rejected-events";
import { InvalidInput } from "@/lib/domain/invalid-input";
import { rejectedSince } from "@/lib/domain/rejected-events";
import { NotFoundError } from "@/lib/errors";
import { type RejectedEvent, selectRejectedEvent } from "@/lib/selectors/events/select-rejected-events";
import { recordEvents } from "@/lib/services/events/record-events";

/** Records an event that was kept out, as it was or corrected; once it is recorded it leaves the list. */
export async function replayRejectedEvent(
  context: Context,
  { id, body }: RejectedEventReplayInput,
): Promise<RejectedEventReplay> {
  const { db, tenantId, now } = context;
  const entry = await readAsTenant(db, tenantId, (tx) =>
    selectRejectedEvent(tx, tenantId, id, rejectedSince(now)),
  );
  if (!entry) throw new NotFoundError();
  const event = inItsTime(body?.event ?? keptEvent(entry), entry);
  const { results } = await recordEvents(context, [event], { verbose: true });
  const [result] = results;
  if (!result) throw new Error("A replayed event was not answered.");
  if (result.status === "accepted" || result.status === "duplicate") await forget(context, entry);
  return result;
}

function keptEvent({ event }: RejectedEvent): unknown {
  if (event !== null) return JSON.parse(event);
  throw new InvalidInput(
    "invalid_parameter",
    "event",
    "is needed: the one that was sent was too large to be kept",
  );
}

/** An event without a time happened when it arrived, and that was not now. */
function inItsTime(event: unknown, { firstReceivedAt }: RejectedEvent): unknown {
  if (typeof event !== "object" || event === null || Array.isArray(event)) return event;
  const time: unknown = Reflect.get(event, "time");
  return time === undefined || time === null ? { ...event, time: firstReceivedAt.toISOString() } : event;
}

async function forget({ db, tenantId }: Context, { id }: RejectedEvent): Promise<void> {
  await writeAsTenant(db, tenantId, (tx) =>
    tx
      .delete(rejectedEvents)
      .where(and(eq(rejectedEvents.organizationId, tenantId), eq(rejectedEvents.id, id))),
  );
}
