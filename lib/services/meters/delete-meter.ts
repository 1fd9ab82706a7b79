import "server-only";
import { and, eq } from "drizzle-orm";
import type { Context } from "@/db/context";
import { meters } from "@/db/schema";
import { ConflictError, NotFoundError } from "@/lib/errors";
import { selectHasEvents } from "@/lib/selectors/meters/select-has-events";
import { selectMeters } from "@/lib/selectors/meters/select-meters";
import { changeMeters } from "@/lib/services/meters/change-meters";

/** Deletes a meter that nothing fed yet. Ingest waits meanwhile, so that no event slips in between. */
export async function deleteMeter(context: Context, { key }: { key: string }): Promise<undefined> {
  const { tenantId } = context;
  await changeMeters(context, async (tx) => {
    const meter = (await selectMeters(tx, tenantId)).find((one) => one.key === key);
    if (!meter) throw new NotFoundError();
    if (meter.builtIn) throw new ConflictError(`${key} is a built-in meter and stays.`);
    if (await selectHasEvents(tx, tenantId, meter))
      throw new ConflictError(`The meter ${key} has events: deleting it would change history.`);
    await tx.delete(meters).where(and(eq(meters.organizationId, tenantId), eq(meters.key, key)));
  });
}
