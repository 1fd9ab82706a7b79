import fc from "fast-check";
import { expect } from "vitest";
import type { Context } from "@/db/context";
import { isAdditive } from "@/lib/domain/meters";
import { cancelEvent } from "@/lib/services/events/cancel-event";
import { eventId } from "@/lib/services/events/event-identity";
import { recordEvents } from "@/lib/services/events/record-events";
import { createMeter } from "@/lib/services/meters/create-meter";
import { listMeters } from "@/lib/services/meters/list-meters";
import { changeTimezone } from "@/lib/services/organizations/change-timezone";
import { compactDays } from "@/lib/services/rollups/compact-days";
import { getUsageTotals } from "@/lib/services/usage/get-usage-totals";
import { randomEvent } from "@/lib/testing/model/random-events";
import type { UsageModel } from "@/lib/testing/model/usage-model";

/** Something that is done to the product and to the model alike, with what must hold afterwards. */
export type UsageCommand = { run: (model: UsageModel, context: Context) => Promise<void> };

/** A failing run is reported by these names. */
export const command = (name: string, run: UsageCommand["run"]): UsageCommand => ({
  run,
  ...{ [fc.toStringMethod]: () => name },
});

/** A member of a list by a random number; undefined of an empty one. */
export const pick = <T>(list: readonly T[], place: number): T | undefined => list[place % list.length];

const send = fc.array(randomEvent, { minLength: 1, maxLength: 12 }).map((events) =>
  command(`send ${JSON.stringify(events)}`, async (model, context) => {
    const { accepted, rejected, ...repeated } = await recordEvents(context, events);
    const told = { accepted, rejected, repeated: repeated.duplicates + repeated.conflicts };
    expect(told).toEqual(model.send(events));
  }),
);

const sendAgain = fc.nat().map((place) =>
  command(`send again ${place}`, async (model, context) => {
    const event = pick(model.counting, place);
    if (!event) return;
    expect(await recordEvents(context, [event])).toMatchObject({ duplicates: 1 });
    const changed = { ...event, subject: "somebody else" };
    expect(await recordEvents(context, [changed])).toMatchObject({ conflicts: 1 });
  }),
);

const cancel = fc.nat().map((place) =>
  command(`cancel ${place}`, async (model, context) => {
    const event = pick(model.counting, place);
    if (!event) return;
    await cancelEvent(context, { id: eventId(event.source, event.id) });
    model.cancel(event.id);
  }),
);

const compact = fc.constant(
  command("compact", async (_model, { db }) => {
    await compactDays(db);
  }),
);

const move = fc.constantFrom("UTC", "Europe/Berlin", "Asia/Kathmandu", "America/Havana").map((zone) =>
  command(`move to ${zone}`, async (_model, context) => {
    await changeTimezone(context, zone);
    context.tenant = { ...context.tenant, timezone: zone };
  }),
);

const addMeter = fc.constant(
  command("add a meter", async (model, context) => {
    const key = `calls_${model.callMeters.length}`;
    const definition = { aggregation: "count", eventType: "llm.call" } as const;
    await createMeter(context, { key, displayName: "Calls", unit: "call", ...definition });
    model.callMeters.push(key);
  }),
);

const edge = fc.constantFrom(
  "2019-01-01T00:00:00Z",
  "2026-08-31T22:00:00Z",
  "2026-10-25T01:00:00Z",
  "2026-10-31T23:15:00Z",
  "2026-11-01T00:00:00Z",
  "2026-11-01T22:45:00Z",
);
const compareTotals = fc
  .tuple(edge, edge)
  .filter(([from, to]) => from < to)
  .map(([from, to]) =>
    command(`compare totals from ${from} to ${to}`, (model, context) =>
      expectSameTotals(model, context, { from, to }),
    ),
  );

/** Every additive meter's total in a window, zeros included, is what the model says. */
export async function expectSameTotals(
  model: UsageModel,
  context: Context,
  { from, to }: { from: string; to: string },
): Promise<void> {
  const meters = (await listMeters(context)).filter(isAdditive);
  const expected = model.totals({ from: new Date(from), to: new Date(to) });
  const { body } = await getUsageTotals(context, {
    tenant_id: context.tenantId,
    feature_keys: meters.map(({ key }) => key),
    period_start: from,
    period_end: to,
  });
  const told = body.map(({ feature_key, quantity }) => [feature_key, quantity]);
  expect(told).toEqual(
    meters.map(({ key }) => [key, expected.get(key) ?? "0"]).sort(([a = ""], [b = ""]) => (a < b ? -1 : 1)),
  );
}

/** What leaves the events where they are, for other lists of commands. */
export const PLAIN_COMMANDS = [send, send, sendAgain, compact, move, compareTotals] as const;

/** Any order of what senders, corrections, jobs and settings do to an organization's usage. */
export function usageCommands(count: number): fc.Arbitrary<UsageCommand[]> {
  const kinds = [send, send, send, sendAgain, cancel, compact, move, addMeter, compareTotals];
  return fc.array(fc.oneof(...kinds), { minLength: count, maxLength: count });
}
