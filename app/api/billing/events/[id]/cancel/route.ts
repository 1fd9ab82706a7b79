import { cancelEventEndpoint } from "@/lib/contracts/cancel-event";
import { route } from "@/lib/http/route";
import { cancelEvent } from "@/lib/services/events/cancel-event";

export const POST = route(cancelEventEndpoint, cancelEvent);
