import "server-only";
import type { Context } from "@/db/context";
import { InvalidInput } from "@/lib/domain/invalid-input";
import { newBackfill } from "@/lib/domain/meter-backfill";
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
import { PRICE_ONLY_KEYS } from "@/lib/domain/plans";
import { VALUE_PROPERTY_PATTERN } from "@/lib/domain/value-property";
import { changeMeters } from "@/lib/services/meters/change-meters";
import { type FillOptions, fillMeter } from "@/lib/services/meters/fill-meter";
import { findMeter } from "@/lib/services/meters/find-meter";
import { insertMeters } from "@/lib/services/meters/insert-meters";

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

/** A caller who waits for an answer; the rest is left to the job. */
const PATIENCE_MS = 5000;

/**
 * Adds a meter of the organization's own. Events of its type that are older than it count too: while they are many,
 * it comes back with its `backfill`, is fed from now on, and can be read when a job has counted the rest.
 */
export async function createMeter(
  context: Context,
  input: NewMeter,
  options: FillOptions = { budgetMs: PATIENCE_MS },
): Promise<StoredMeter> {
  const meter = toMeter(input);
  const { db, tenantId } = context;
  const older = isAdditive(meter) && meter.eventType !== GENERIC_EVENT_TYPE;
  const stored = await changeMeters(context, async (tx) => {
    const [inserted] = await insertMeters(tx, tenantId, [meter], older ? newBackfill(new Date()) : null);
    if (!inserted) throw new Error("An inserted meter was not returned.");
    return inserted;
  });
  if (!older) return stored;
  await fillMeter(db, { organizationId: tenantId, key: meter.key, eventType: meter.eventType }, options);
  return findMeter(context, meter.key);
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
  if (key in PRICE_ONLY_KEYS) throw refuse("key", `${key} has a price without a meter: take another name`);
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
