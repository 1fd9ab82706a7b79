import { alertDestinationCreate, alertDestinations } from "@/lib/contracts/alert-destinations";
import { route } from "@/lib/http/route";
import { createDestination } from "@/lib/services/deliveries/create-destination";
import { listDestinations } from "@/lib/services/deliveries/list-destinations";

export const GET = route(alertDestinations, listDestinations);
export const POST = route(alertDestinationCreate, createDestination);
