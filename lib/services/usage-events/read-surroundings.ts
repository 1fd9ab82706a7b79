import "server-only";
import type { UsageEventItem } from "@/lib/contracts/usage-events";
import type { StoredUsageEvent } from "@/lib/domain/usage-event";
import { selectRecordedAt } from "@/lib/selectors/events/select-recorded-at";
import { selectTeamNames } from "@/lib/selectors/usage/select-team-names";
import { correctionId } from "@/lib/services/events/correction-rows";
import type { UsageReader } from "@/lib/services/usage/usage-reader";

type Sync = Pick<UsageEventItem, "sync_status" | "sync_error" | "synced_at">;

/** What is known about some events besides their own rows. */
export type EventSurroundings = {
  teamNames: ReadonlyMap<string, string>;
  /** When an event was taken back, by its id. */
  cancelledAt: ReadonlyMap<string, string>;
  syncOf: (id: string) => Sync;
};

/** Reads the names of teams and the corrections of some events, each by its key. */
export async function readSurroundings(
  { tx, tenantId, correctedMonths }: UsageReader,
  events: readonly StoredUsageEvent[],
): Promise<EventSurroundings> {
  const teams = new Set(events.flatMap(({ dimensions }) => dimensions.team ?? []));
  const own = events.filter(
    ({ sign, occurredAt }) => sign === 1 && correctedMonths.includes(occurredAt.slice(0, 7)),
  );
  const corrections = own.map((event) => ({ ...event, id: correctionId(event.id) }));
  const recordedAt = await selectRecordedAt(tx, tenantId, corrections);
  const cancelled = own.flatMap(({ id }): [string, string][] => {
    const at = recordedAt.get(correctionId(id));
    return at === undefined ? [] : [[id, at]];
  });
  return {
    teamNames: await selectTeamNames(tx, tenantId, [...teams]),
    cancelledAt: new Map(cancelled),
    // Nothing is sent to a billing provider yet, so no event waits for one.
    syncOf: () => ({ sync_status: "not_applicable", sync_error: null, synced_at: null }),
  };
}
