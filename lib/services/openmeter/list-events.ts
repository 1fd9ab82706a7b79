import "server-only";
import type { Context } from "@/db/context";
import { readAsTenant } from "@/db/scope";
import type { OpenMeterEvents, OpenMeterEventsQuery } from "@/lib/contracts/openmeter-events";
import { refuseListed } from "@/lib/domain/archived-spans";
import { parseInstant } from "@/lib/domain/range";
import { selectArchivedSpans } from "@/lib/selectors/archive/select-archived-spans";
import { selectEvents } from "@/lib/selectors/openmeter/select-events";

/** The latest events of the organization, as they were sent. */
export async function listOpenMeterEvents(
  { db, tenantId }: Context,
  query: OpenMeterEventsQuery,
): Promise<OpenMeterEvents> {
  const time = (field: "from" | "to" | "ingestedAtFrom" | "ingestedAtTo") => {
    const given = query[field];
    return given === undefined ? undefined : parseInstant(given, "UTC", field);
  };
  const asked = {
    ...{ id: query.id, source: query.source, subject: query.subject, limit: query.limit },
    ...{ from: time("from"), to: time("to") },
    ...{ recordedFrom: time("ingestedAtFrom"), recordedTo: time("ingestedAtTo") },
  };
  const events = await readAsTenant(db, tenantId, async (tx) => {
    refuseListed({ archived: await selectArchivedSpans(tx, tenantId) }, asked);
    return selectEvents(tx, tenantId, asked);
  });
  return events.map(({ id, source, type, subject, at, recordedAt, data }) => ({
    event: {
      ...{ id, source, specversion: "1.0", type, time: at.toISOString(), data },
      ...(subject === null ? {} : { subject }),
    },
    ingestedAt: recordedAt.toISOString(),
    storedAt: recordedAt.toISOString(),
  }));
}
