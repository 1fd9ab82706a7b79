import { recordEventsEndpoint } from "@/lib/contracts/record-events";
import { ingestRoute } from "@/lib/http/ingest-route";
import { ingestEvents } from "@/lib/services/events/ingest-events";

export const POST = ingestRoute(recordEventsEndpoint, ingestEvents);
