import "server-only";
import type { Context } from "@/db/context";
import { readAsTenant } from "@/db/scope";
import type { AlertDestinations, AlertDestinationsQuery } from "@/lib/contracts/alert-destinations";
import { selectDestinations } from "@/lib/selectors/alerts/select-destinations";
import { toDestinationAnswer } from "@/lib/services/deliveries/to-destination-answer";

/** A page of the destinations, the oldest first. */
export async function listDestinations(
  { db, tenantId }: Context,
  { page, limit }: AlertDestinationsQuery,
): Promise<AlertDestinations> {
  const all = await readAsTenant(db, tenantId, (tx) => selectDestinations(tx, tenantId));
  return {
    alert_destinations: all.slice((page - 1) * limit, page * limit).map(toDestinationAnswer),
    pagination: {
      ...{ page, limit, total_items: all.length, total_pages: Math.ceil(all.length / limit) },
      next_cursor: null,
    },
  };
}
