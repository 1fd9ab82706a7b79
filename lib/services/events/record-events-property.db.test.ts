import Big from "big.js";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { readAsTenant } from "@/db/scope";
import { cancelEvent } from "@/lib/services/events/cancel-event";
import { eventId } from "@/lib/services/events/event-identity";
import { recordEvents } from "@/lib/services/events/record-events";
import { compactDays } from "@/lib/services/rollups/compact-days";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization } from "@/lib/testing/factories";

const database = useDatabase();

/** Few ids, so that some come twice; times around edges of quarter hours, days and months. */
const id = fc.integer({ min: 0, max: 60 }).map(String);
const time = fc
  .tuple(
    fc.constantFrom("2026-10-31T23", "2026-11-01T00", "2026-11-01T22", "2026-10-25T01"),
    fc.constantFrom("00:00", "14:59.999999", "15:00", "44:59.9", "45:00.000001", "59:59.999999"),
    fc.constantFrom("Z", "+01:00", "-00:45"),
  )
  .map(([hour, rest, offset]) => `${hour}:${rest}${offset}`);
const team_id = fc.constantFrom(undefined, null, "", "web", "Zürich", "a b");
const provider = fc.constantFrom(undefined, "aws", "vercel");
const size = fc.oneof(
  fc.constant(undefined),
  fc.nat(),
  fc.bigInt({ min: 0n, max: 9_223_372_036_854_775_807n }).map(String),
);
const quantity = fc
  .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.integer({ min: 0, max: 12 }))
  .map(([digits, places]) => new Big(digits.toString()).div(new Big(10).pow(places)).toFixed());

const data = {
  file_upload: fc.record({
    team_id,
    provider,
    file_size: size,
    file_type: fc.constantFrom("image/png", ""),
    upload_status: fc.constantFrom("success", "failed"),
  }),
  api_request: fc.record({
    team_id,
    provider,
    bytes: size,
    endpoint: fc.constant("/"),
    status_code: fc.constantFrom(undefined, 200, "404"),
  }),
  usage: fc.record({ team_id, provider, quantity, usage_type: fc.constantFrom("compute", "ai_tokens") }),
};
const event = fc
  .constantFrom("file_upload" as const, "api_request" as const, "usage" as const)
  .chain((type) =>
    fc.record({ id, source: fc.constant("random"), type: fc.constant(type), time, data: data[type] }),
  );
type RandomEvent = {
  id: string;
  data: Record<string, unknown>;
};

/** What the rollups must add up to: per fact, the first event of each id that was not taken back, added plainly. */
function plainSums(
  events: readonly RandomEvent[],
  cancelled: readonly string[],
): Map<string, { events: number; quantity: Big }> {
  const first = new Map<string, RandomEvent>();
  for (const one of events) if (!first.has(one.id)) first.set(one.id, one);
  const sums = new Map<string, { events: number; quantity: Big }>();
  for (const { id, data } of first.values()) {
    if (cancelled.includes(id)) continue;
    const fact = plainFact(data);
    const sum = sums.get(fact) ?? { events: 0, quantity: new Big(0) };
    const amount = data.quantity ?? data.file_size ?? data.bytes ?? 0;
    sums.set(fact, { events: sum.events + 1, quantity: sum.quantity.plus(String(amount)) });
  }
  return sums;
}

function plainFact(data: Record<string, unknown>): string {
  if ("usage_type" in data) return String(data.usage_type);
  if ("upload_status" in data) return data.upload_status === "success" ? "upload:success" : "upload:failure";
  if (data.status_code === undefined) return "request:unknown";
  return data.status_code === 200 ? "request:success" : "request:failure";
}

async function rollupSums(db: Db, { tenantId }: Context, table: "rollup_quarter_hours" | "rollup_days") {
  const { rows } = await readAsTenant(db, tenantId, (tx) =>
    tx.execute<{ fact: string; events: number; quantity: string }>(
      sql`select fact, sum(event_count)::int as events, sum(quantity)::text as quantity
        from ${sql.identifier(table)} group by 1 having sum(event_count) <> 0`,
    ),
  );
  return rows.map(({ fact, events, quantity }) => [fact, events, new Big(quantity).toFixed()]).sort();
}

/** Takes back what has been sent by now; the others go on waiting. */
async function cancelSent(
  context: Context,
  waiting: Set<string>,
  sent: readonly RandomEvent[],
): Promise<void> {
  for (const id of waiting) {
    if (!sent.some((one) => one.id === id)) continue;
    await cancelEvent(context, { id: eventId("random", id) });
    waiting.delete(id);
  }
}

it("whatever is sent and taken back, in whatever order and batches, both rollups add up to the plain sums", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(event, { minLength: 1, maxLength: 50 }),
      fc.integer({ min: 1, max: 20 }),
      fc.constantFrom("UTC", "Europe/Berlin", "Asia/Kathmandu"),
      fc.uniqueArray(id, { maxLength: 8 }),
      (events, batchSize, timezone, cancelled) =>
        database.inTransaction(async (db) => {
          const context = await makeOrganization(db, { timezone });
          const waiting = new Set(cancelled);
          const outcome = { accepted: 0, duplicates: 0, conflicts: 0, rejected: 0 };
          for (let at = 0; at < events.length; at += batchSize) {
            const recorded = await recordEvents(context, events.slice(at, at + batchSize));
            for (const key of ["accepted", "duplicates", "conflicts", "rejected"] as const)
              outcome[key] += recorded[key];
            if (at % 3 === 0) await compactDays(db);
            await cancelSent(context, waiting, events.slice(0, at + batchSize));
          }
          const distinct = new Set(events.map((one) => one.id)).size;
          expect(outcome).toMatchObject({ accepted: distinct, rejected: 0 });
          expect(outcome.duplicates + outcome.conflicts).toBe(events.length - distinct);
          const expected = [...plainSums(events, cancelled)]
            .map(([fact, sum]) => [fact, sum.events, sum.quantity.toFixed()])
            .sort();
          expect(await rollupSums(db, context, "rollup_quarter_hours")).toEqual(expected);
          await compactDays(db);
          expect(await rollupSums(db, context, "rollup_days")).toEqual(expected);
        }),
    ),
    { numRuns: 25 },
  );
});
