import "server-only";
import type { Context } from "@/db/context";
import { readAsTenant } from "@/db/scope";
import type { StoredMeter } from "@/lib/domain/meters";
import { selectMeters } from "@/lib/selectors/meters/select-meters";

/** The organization's meters by key, the built-in ones among them. */
export async function listMeters({ db, tenantId }: Context): Promise<StoredMeter[]> {
  return readAsTenant(db, tenantId, (tx) => selectMeters(tx, tenantId));
}
