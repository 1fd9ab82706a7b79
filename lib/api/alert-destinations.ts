import { call } from "@/lib/api/call";
import {
  type AlertDestinationCreateInput,
  alertDestinationCreate,
  alertDestinationDelete,
  alertDestinations,
  alertDestinationTest,
} from "@/lib/contracts/alert-destinations";

export const fetchDestinations = (signal?: AbortSignal) =>
  call(alertDestinations, { page: 1, limit: 200 }, signal);
export const createDestination = (body: AlertDestinationCreateInput["body"]) =>
  call(alertDestinationCreate, { body });
export const deleteDestination = (id: string) => call(alertDestinationDelete, { id });
export const testDestination = (id: string) => call(alertDestinationTest, { id });
