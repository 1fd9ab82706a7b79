import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { organizations } from "@/db/schema";
import { writeAsTenant } from "@/db/scope";
import { InvalidInput } from "@/lib/domain/invalid-input";
import {
  type Aggregation,
  GENERIC_EVENT_TYPE,
  isAdditive,
  METER_KEY_PATTERN,
  type Meter,
  REQUEST_EVENT_TYPE,
  UPLOAD_EVENT_TYPE,
} from "@/lib/domain/meters";
import { VALUE_PROPERTY_PATTERN } from "@/lib/domain/value-property";
import { QUARTER_HOUR_COLUMNS, recomputedMeter } from "@/lib/selectors/rollups/recomputed-rollups";
import { insertMeters } from "@/lib/services/meters/insert-meters";
import { markAllDaysDirty } from "@/lib/services/rollups/mark-all-days-dirty";

export type NewMeter = {
  key: string;
  displayName: string;
  unit: string;
  aggregation?: Aggregation;
  /** Generic `usage` events, which name their meter, unless told. */
  eventType?: string;
  /** `$.quantity` of generic events unless told; counts need none. */
  valueProperty?: string | null;
};

/**
 * Adds a meter of the organization's own. The lock on the organization's row waits for every ingest under way,
 * and the new revision tells later ones to read the meters again.
 */
export async function createMeter({ db, tenantId }: Context, input: NewMeter): Promise<Meter> {
  const meter = toMeter(input);
  await writeAsTenant(db, tenantId, async (tx) => {
    await tx.execute(sql`select from organizations where id = ${tenantId} for update`);
    await insertMeters(tx, tenantId, [meter]);
    if (isAdditive(meter) && meter.eventType !== GENERIC_EVENT_TYPE)
      await rollUpEarlier(tx, tenantId, meter.key);
    await reviseMeters(tx, tenantId);
  });
  return meter;
}

/** Events of the type may be older than the meter: from now on they count for it. */
async function rollUpEarlier(tx: Db, organizationId: string, key: string): Promise<void> {
  await tx.execute(sql`
    insert into rollup_quarter_hours (${QUARTER_HOUR_COLUMNS})
    ${recomputedMeter(organizationId, key)}
    order by 1, 2, 3, 4, 5, 6`);
  await markAllDaysDirty(tx, organizationId, key);
}

async function reviseMeters(tx: Db, organizationId: string): Promise<void> {
  await tx
    .update(organizations)
    .set({ metersRevision: sql`gen_random_uuid()` })
    .where(eq(organizations.id, organizationId));
}

function toMeter({ key, displayName, unit, ...input }: NewMeter): Meter {
  const aggregation = input.aggregation ?? "sum";
  const eventType = input.eventType ?? GENERIC_EVENT_TYPE;
  const generic = eventType === GENERIC_EVENT_TYPE;
  const valueProperty =
    aggregation === "count" ? null : (input.valueProperty ?? (generic ? "$.quantity" : null));
  const refuse = (field: string, sentence: string) => new InvalidInput("invalid_parameter", field, sentence);
  if (!METER_KEY_PATTERN.test(key))
    throw refuse("key", "must begin with a letter and hold only a-z, 0-9 and _");
  if (eventType === UPLOAD_EVENT_TYPE || eventType === REQUEST_EVENT_TYPE)
    throw refuse("event_type", `${eventType} events feed the built-in meters only`);
  if (aggregation !== "count" && (!valueProperty || !VALUE_PROPERTY_PATTERN.test(valueProperty)))
    throw refuse("value_property", "must name a property such as $.tokens");
  return { key, displayName, unit, aggregation, eventType, valueProperty, builtIn: false };
}
