import "server-only";
import type { Context } from "@/db/context";
import { readAsTenant } from "@/db/scope";
import type { AlertDestinations, AlertDestinationsQuery } from "@/lib/contracts/alert-destinations";
import { pageOf } from "@/lib/domain/page-of";
import { selectDestinations } from "@/lib/selectors/alerts/select-destinations";
import { toDestinationAnswer } from "@/lib/services/deliveries/to-destination-answer";

/** A page of the destinations, the oldest first. */
export async function listDestinations(
  { db, tenantId }: Context,
  query: AlertDestinationsQuery,
): Promise<AlertDestinations> {
  const all = await readAsTenant(db, tenantId, (tx) => selectDestinations(tx, tenantId));
  const { shown, pagination } = pageOf(all, query);
  return { alert_destinations: shown.map(toDestinationAnswer), pagination };
}
