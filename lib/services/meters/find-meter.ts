import "server-only";
import type { Context } from "@/db/context";
import type { StoredMeter } from "@/lib/domain/meters";
import { NotFoundError } from "@/lib/errors";
import { listMeters } from "@/lib/services/meters/list-meters";

/** One of the organization's meters by its key. */
export async function findMeter(context: Context, key: string): Promise<StoredMeter> {
  const meter = (await listMeters(context)).find((one) => one.key === key);
  if (!meter) throw new NotFoundError();
  return meter;
}
