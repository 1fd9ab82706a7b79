import "server-only";
import type { Context } from "@/db/context";
import type {
  MeterAnswer,
  MeterCreated,
  MeterCreateInput,
  MeterFindInput,
  Meters,
  MetersQuery,
} from "@/lib/contracts/meters";
import { pageOf } from "@/lib/domain/page-of";
import { createMeter } from "@/lib/services/meters/create-meter";
import { findMeter } from "@/lib/services/meters/find-meter";
import { listMeters } from "@/lib/services/meters/list-meters";
import { listUncounted } from "@/lib/services/meters/list-uncounted";
import { toMeterAnswer } from "@/lib/services/meters/to-meter-answer";

/** A page of the organization's meters, by key. */
export async function listMetersFromRequest(context: Context, query: MetersQuery): Promise<Meters> {
  const { shown, pagination } = pageOf(await listMeters(context), query);
  return { meters: shown.map(toMeterAnswer), pagination };
}

/** One meter; 404 for a key that the organization does not have. */
export async function findMeterFromRequest(context: Context, { key }: MeterFindInput): Promise<MeterAnswer> {
  return toMeterAnswer(await findMeter(context, key));
}

/** Makes a meter as the contract spells it; the key is its name unless it has one. */
export async function createMeterFromRequest(
  context: Context,
  { body }: MeterCreateInput,
): Promise<MeterCreated> {
  const { key, display_name: displayName = key, unit = "unit", description = null } = body;
  const made = await createMeter(context, {
    ...{ key, displayName, unit, description },
    ...(body.aggregation === undefined ? {} : { aggregation: body.aggregation }),
    ...(body.event_type === undefined ? {} : { eventType: body.event_type }),
    ...(body.value_property === undefined ? {} : { valueProperty: body.value_property }),
    ...(body.group_by === undefined ? {} : { groupBy: body.group_by }),
  });
  return { ...toMeterAnswer(made), uncounted: await listUncounted(context, made) };
}
