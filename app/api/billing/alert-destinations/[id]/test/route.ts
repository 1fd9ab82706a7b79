import { alertDestinationTest } from "@/lib/contracts/alert-destinations";
import { route } from "@/lib/http/route";
import { testDestination } from "@/lib/services/deliveries/test-destination";

export const POST = route(alertDestinationTest, testDestination);
