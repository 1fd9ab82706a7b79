import "server-only";
import { and, eq } from "drizzle-orm";
import type { Context } from "@/db/context";
import { alertDestinations } from "@/db/schema";
import { readAsTenant, writeAsTenant } from "@/db/scope";
import type {
  AlertDestinationAnswer,
  AlertDestinationChangeInput,
  AlertDestinationDeleteInput,
} from "@/lib/contracts/alert-destinations";
import { NotFoundError } from "@/lib/errors";
import { type Destination, selectDestination } from "@/lib/selectors/alerts/select-destinations";
import { checkDestinationAddress } from "@/lib/services/deliveries/check-destination-address";
import { toDestinationAnswer } from "@/lib/services/deliveries/to-destination-answer";

/** One destination; 404 for none. */
export async function findDestination({ db, tenantId }: Context, id: string): Promise<Destination> {
  const found = await readAsTenant(db, tenantId, (tx) => selectDestination(tx, tenantId, id));
  if (!found) throw new NotFoundError();
  return found;
}

const ours = ({ tenantId }: Context, id: string) =>
  and(eq(alertDestinations.organizationId, tenantId), eq(alertDestinations.id, id));

/** Changes a destination; switching it on forgets why it was off. */
export async function changeDestination(
  context: Context,
  { id, body }: AlertDestinationChangeInput,
): Promise<AlertDestinationAnswer> {
  const found = await findDestination(context, id);
  if (body.address !== undefined) await checkDestinationAddress(found.channel, body.address);
  const { name = found.name, address = found.address, enabled = found.enabled } = body;
  const changed = { name, address, enabled, disabledReason: enabled ? null : found.disabledReason };
  await writeAsTenant(context.db, context.tenantId, (tx) =>
    tx.update(alertDestinations).set(changed).where(ours(context, id)),
  );
  return toDestinationAnswer({ ...found, ...changed });
}

/** Removes a destination; the history of what was sent to it stays. */
export async function deleteDestination(
  context: Context,
  { id }: AlertDestinationDeleteInput,
): Promise<undefined> {
  const { rowCount } = await writeAsTenant(context.db, context.tenantId, (tx) =>
    tx.delete(alertDestinations).where(ours(context, id)),
  );
  if (!rowCount) throw new NotFoundError();
}
