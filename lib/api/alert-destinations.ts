import { call } from "@/lib/api/call";
import type { AlertDestinationCreateInput } from "@/lib/contracts/alert-destinations";

const ofDestinations = () => import("@/lib/contracts/alert-destinations");

export const fetchDestinations = (signal?: AbortSignal) =>
  call(async () => (await ofDestinations()).alertDestinations, { page: 1, limit: 200 }, signal);
export const createDestination = (body: AlertDestinationCreateInput["body"]) =>
  call(async () => (await ofDestinations()).alertDestinationCreate, { body });
export const deleteDestination = (id: string) =>
  call(async () => (await ofDestinations()).alertDestinationDelete, { id });
export const testDestination = (id: string) =>
  call(async () => (await ofDestinations()).alertDestinationTest, { id });
