import { rejectedEventReplay } from "@/lib/contracts/rejected-events";
import { route } from "@/lib/http/route";
import { replayRejectedEvent } from "@/lib/services/events/replay-rejected";

export const POST = route(rejectedEventReplay, replayRejectedEvent);
