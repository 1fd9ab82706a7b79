import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  createDestination,
  deleteDestination,
  fetchDestinations,
  testDestination,
} from "@/lib/api/alert-destinations";

export const destinationsQuery = () =>
  queryOptions({ queryKey: ["alert-destinations"], queryFn: ({ signal }) => fetchDestinations(signal) });

export const useDestinations = () => useQuery(destinationsQuery());

function useChange<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  // A test may have switched the destination off.
  const onSettled = () => client.invalidateQueries({ queryKey: destinationsQuery().queryKey });
  return useMutation({ mutationFn, onSettled });
}

export const useDestinationCreate = () => useChange(createDestination);
export const useDestinationDelete = () => useChange(deleteDestination);
export const useDestinationTest = () => useChange(testDestination);
