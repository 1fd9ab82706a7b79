import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { InvalidInput } from "@/lib/domain/invalid-input";
import {
  type Aggregation,
  GENERIC_EVENT_TYPE,
  GROUP_BY_NAME_PATTERN,
  isAdditive,
  METER_KEY_PATTERN,
  type Meter,
  REQUEST_EVENT_TYPE,
  type StoredMeter,
  UPLOAD_EVENT_TYPE,
} from "@/lib/domain/meters";
import { VALUE_PROPERTY_PATTERN } from "@/lib/domain/value-property";
import { QUARTER_HOUR_COLUMNS, recomputedMeter } from "@/lib/selectors/rollups/recomputed-rollups";
import { changeMeters } from "@/lib/services/meters/change-meters";
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
  groupBy?: Readonly<Record<string, string>>;
  description?: string | null;
};

/** Adds a meter of the organization's own. Events of its type that are older than it count too. */
export async function createMeter(context: Context, input: NewMeter): Promise<StoredMeter> {
  const meter = toMeter(input);
  return changeMeters(context, async (tx) => {
    const [stored] = await insertMeters(tx, context.tenantId, [meter]);
    if (isAdditive(meter) && meter.eventType !== GENERIC_EVENT_TYPE)
      await rollUpEarlier(tx, context.tenantId, meter.key);
    if (!stored) throw new Error("An inserted meter was not returned.");
    return stored;
  });
}

/** Events of the type may be older than the meter: from now on they count for it. */
async function rollUpEarlier(tx: Db, organizationId: string, key: string): Promise<void> {
  await tx.execute(sql`
    insert into rollup_quarter_hours (${QUARTER_HOUR_COLUMNS})
    ${recomputedMeter({ organizationId }, key)}
    order by 1, 2, 3, 4, 5, 6`);
  await markAllDaysDirty(tx, organizationId, key);
}

function toMeter({ key, displayName, unit, ...input }: NewMeter): Meter {
  const { aggregation = "sum", groupBy = {}, description = null } = input;
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
  for (const [name, property] of Object.entries(groupBy)) {
    if (!GROUP_BY_NAME_PATTERN.test(name) || !VALUE_PROPERTY_PATTERN.test(property))
      throw refuse("group_by", 'must give names such as "model" to properties such as "$.model"');
  }
  return {
    ...{ key, displayName, unit, aggregation, eventType, valueProperty, groupBy, description },
    builtIn: false,
  };
}
