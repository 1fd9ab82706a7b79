import "server-only";
import { and, eq } from "drizzle-orm";
import type { Context } from "@/db/context";
import { meters } from "@/db/schema";
import { writeAsTenant } from "@/db/scope";
import type { MeterAnswer, MeterChangeInput } from "@/lib/contracts/meters";
import { canonicalJson } from "@/lib/domain/canonical-json";
import type { StoredMeter } from "@/lib/domain/meters";
import { ConflictError } from "@/lib/errors";
import { findMeter } from "@/lib/services/meters/find-meter";
import { toMeterAnswer } from "@/lib/services/meters/to-meter-answer";

/** Renames a meter or its unit. What it measures stays, so that yesterday's numbers stay. */
export async function changeMeter(context: Context, { key, body }: MeterChangeInput): Promise<MeterAnswer> {
  const { db, tenantId } = context;
  const meter = await findMeter(context, key);
  refuseNewDefinition(meter, body);
  const named = {
    displayName: body.display_name ?? meter.displayName,
    unit: body.unit ?? meter.unit,
    description: body.description === undefined ? meter.description : body.description,
  };
  if (meter.builtIn && named.unit !== meter.unit)
    throw new ConflictError(`The unit of the built-in meter ${key} stays ${meter.unit}.`);
  await writeAsTenant(db, tenantId, (tx) =>
    tx
      .update(meters)
      .set(named)
      .where(and(eq(meters.organizationId, tenantId), eq(meters.key, key))),
  );
  return toMeterAnswer({ ...meter, ...named });
}

const DEFINITION = ["key", "aggregation", "event_type", "value_property", "group_by"] as const;

function refuseNewDefinition(meter: StoredMeter, body: MeterChangeInput["body"]): void {
  const stored = toMeterAnswer(meter);
  const changed = DEFINITION.find(
    (field) => body[field] !== undefined && canonicalJson(body[field]) !== canonicalJson(stored[field]),
  );
  if (changed)
    throw new ConflictError(
      `${changed} of the meter ${meter.key} cannot change, since that would change history: make a new meter.`,
    );
}
