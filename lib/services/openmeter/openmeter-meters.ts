import "server-only";
import type { Context } from "@/db/context";
import {
  OPENMETER_AGGREGATIONS,
  type OpenMeterMeter,
  type OpenMeterMeterCreateInput,
  type OpenMeterMeterFindInput,
} from "@/lib/contracts/openmeter-meters";
import { AGGREGATIONS, type StoredMeter } from "@/lib/domain/meters";
import { createMeter } from "@/lib/services/meters/create-meter";
import { findMeter } from "@/lib/services/meters/find-meter";
import { listMeters } from "@/lib/services/meters/list-meters";

/** All meters, in OpenMeter's words. */
export async function listOpenMeterMeters(context: Context): Promise<OpenMeterMeter[]> {
  return (await listMeters(context)).map(toOpenMeter);
}

/** One meter by its slug, which is its key. */
export async function findOpenMeterMeter(
  context: Context,
  { slug }: OpenMeterMeterFindInput,
): Promise<OpenMeterMeter> {
  return toOpenMeter(await findMeter(context, slug));
}

/** Makes a meter from OpenMeter's definition of it; its unit can be named later. */
export async function createOpenMeterMeter(
  context: Context,
  { body }: OpenMeterMeterCreateInput,
): Promise<OpenMeterMeter> {
  const { slug: key, name = key, description = null, eventType, valueProperty = null, groupBy = {} } = body;
  const aggregation = AGGREGATIONS.find((known) => known.toUpperCase() === body.aggregation);
  const made = await createMeter(context, {
    ...{ key, displayName: name, unit: "unit", description, eventType, valueProperty, groupBy },
    ...(aggregation ? { aggregation } : {}),
  });
  return toOpenMeter(made);
}

function toOpenMeter(meter: StoredMeter): OpenMeterMeter {
  const { key: slug, displayName: name, description, eventType, valueProperty, groupBy } = meter;
  const aggregation = OPENMETER_AGGREGATIONS.find((known) => known === meter.aggregation.toUpperCase());
  const createdAt = meter.createdAt.toISOString();
  return {
    ...{ id: slug, slug, name, aggregation: aggregation ?? "SUM", eventType },
    ...(description === null ? {} : { description }),
    ...(valueProperty === null ? {} : { valueProperty }),
    ...{ groupBy: { ...groupBy }, createdAt, updatedAt: createdAt },
  };
}
