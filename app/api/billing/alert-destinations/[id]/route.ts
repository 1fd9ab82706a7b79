import { alertDestinationChange, alertDestinationDelete } from "@/lib/contracts/alert-destinations";
import { route } from "@/lib/http/route";
import { changeDestination, deleteDestination } from "@/lib/services/deliveries/change-destination";

export const PATCH = route(alertDestinationChange, changeDestination);
export const DELETE = route(alertDestinationDelete, deleteDestination);
