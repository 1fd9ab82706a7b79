import "server-only";
import type { Context } from "@/db/context";
import type { UsageEventFindInput, UsageEventFound, UsageEventItem } from "@/lib/contracts/usage-events";
import { InvalidInput } from "@/lib/domain/invalid-input";
import { NotFoundError } from "@/lib/errors";
import { selectStoredEvent } from "@/lib/selectors/events/select-stored-event";
import { selectUsageEvent } from "@/lib/selectors/events/select-usage-event";
import { correctionId } from "@/lib/services/events/correction-rows";
import { readUsage } from "@/lib/services/usage/usage-reader";
import { customerContext } from "@/lib/services/usage-events/customer-context";
import { toUsageEvent } from "@/lib/services/usage-events/present-event";
import { readSurroundings } from "@/lib/services/usage-events/read-surroundings";

/** One event of the organization with what happened to it; 400 `archived` where only its identity is left. */
export async function getUsageEvent(
  asking: Context,
  { id: asked, customer_id }: UsageEventFindInput,
): Promise<UsageEventFound> {
  const context = await customerContext(asking, customer_id);
  const id = asked.toLowerCase();
  return readUsage(context, async (reader) => {
    const key = await selectStoredEvent(reader.tx, reader.tenantId, id);
    if (!key) throw new NotFoundError();
    const event = await selectUsageEvent(reader.tx, reader.tenantId, { ...key, id });
    if (!event) throw new InvalidInput("archived", "id", "is an event of a time that has been archived");
    const around = await readSurroundings(reader, [event]);
    const item = toUsageEvent(event, { asked: [], all: reader.meters, around });
    return { ...item, timeline: toTimeline(item) };
  });
}

/** An event counts from the instant in which it is recorded: both happen in one transaction. */
function toTimeline(item: UsageEventItem): UsageEventFound["timeline"] {
  const { occurred_at, recorded_at, corrects, cancelled_at, synced_at } = item;
  const step = (
    name: UsageEventFound["timeline"][number]["step"],
    at: string | null,
    event_id: string | null = null,
  ) => (at === null ? [] : [{ step: name, at, event_id }]);
  return [
    ...step("occurred", occurred_at),
    ...step("recorded", recorded_at),
    ...(corrects === null ? step("counted", recorded_at) : step("corrected", recorded_at, corrects)),
    ...step("synced", synced_at),
    ...step("cancelled", cancelled_at, correctionId(item.id)),
  ];
}
