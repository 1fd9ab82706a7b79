import fc from "fast-check";
import { expect } from "vitest";
import { archiveEvents } from "@/lib/services/archive/archive-events";
import { type FoundArchive, readManifest } from "@/lib/services/archive/read-archive";
import { unarchive } from "@/lib/services/archive/unarchive";
import { cancelEvent } from "@/lib/services/events/cancel-event";
import { eventId } from "@/lib/services/events/event-identity";
import { rebuildRollups } from "@/lib/services/rollups/rebuild-rollups";
import { verifyRollups } from "@/lib/services/rollups/verify-rollups";
import { command, PLAIN_COMMANDS, pick, type UsageCommand } from "@/lib/testing/model/usage-commands";
import type { UsageModel } from "@/lib/testing/model/usage-model";

/** The archives that each run has written. */
const written = new WeakMap<UsageModel, FoundArchive[]>();

const archive = (folder: string) =>
  fc.constantFrom(20, 60, 100, 400).map((olderThanDays) =>
    command(`archive what is older than ${olderThanDays} days`, async (model, context) => {
      const archives = written.get(model) ?? [];
      written.set(model, archives);
      for (const { manifest } of await archiveEvents(context, { olderThanDays, folder }))
        if (manifest) archives.push(await readManifest(manifest));
      expect(await verifyRollups(context.db)).toMatchObject({ differences: 0 });
    }),
  );

const restore = fc.nat().map((place) =>
  command(`unarchive ${place}`, async (model, context) => {
    const found = pick(written.get(model) ?? [], place);
    if (!found) return;
    expect(await unarchive(context, found)).toMatchObject({ differences: 0 });
    expect(await verifyRollups(context.db)).toMatchObject({ differences: 0 });
  }),
);

const rebuild = fc.constant(
  command("rebuild", async (_model, context) => void (await rebuildRollups(context))),
);

/** Takes an event back, unless only its identity is left. */
const cancel = fc.nat().map((place) =>
  command(`cancel ${place} unless it is archived`, async (model, context) => {
    const event = pick(model.counting, place);
    if (!event) return;
    try {
      await cancelEvent(context, { id: eventId(event.source, event.id) });
    } catch (error) {
      expect(error).toMatchObject({ code: "archived", field: "id" });
      return;
    }
    model.cancel(event.id);
  }),
);

/** Any order of sending, taking back, archiving to a folder and restoring. */
export function archiveCommands(count: number, folder: string): fc.Arbitrary<UsageCommand[]> {
  const kinds = [...PLAIN_COMMANDS, archive(folder), archive(folder), restore, restore, cancel, rebuild];
  return fc.array(fc.oneof(...kinds), { minLength: count, maxLength: count });
}
