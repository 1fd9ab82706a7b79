import { openMeterEvents, openMeterIngest } from "@/lib/contracts/openmeter-events";
import { openMeterIngestRoute } from "@/lib/http/openmeter-ingest-route";
import { route } from "@/lib/http/route";
import { ingestEvents } from "@/lib/services/events/ingest-events";
import { listOpenMeterEvents } from "@/lib/services/openmeter/list-events";

export const GET = route(openMeterEvents, listOpenMeterEvents);
export const POST = openMeterIngestRoute(openMeterIngest, ingestEvents);
