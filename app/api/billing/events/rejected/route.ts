import { rejectedEvents } from "@/lib/contracts/rejected-events";
import { route } from "@/lib/http/route";
import { listRejectedEvents } from "@/lib/services/events/list-rejected";

export const GET = route(rejectedEvents, listRejectedEvents);
