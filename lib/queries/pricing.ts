import { keepPreviousData, queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  createAdjustment,
  createPrice,
  deleteAdjustment,
  deletePrice,
  endPrice,
  fetchAdjustments,
  fetchPlans,
  fetchPricedMeters,
  fetchPrices,
  fetchSpendEstimate,
  fetchSubscription,
  putPlans,
  putSubscription,
} from "@/lib/api/pricing";

/** All prices are of one table of prices: a change of any may move what holds. */
const KEY = "pricing";

export const pricedMetersQuery = () =>
  queryOptions({ queryKey: [KEY, "meters"], queryFn: ({ signal }) => fetchPricedMeters(signal) });
export const pricesQuery = () =>
  queryOptions({ queryKey: [KEY, "prices"], queryFn: ({ signal }) => fetchPrices(signal) });
export const plansQuery = () =>
  queryOptions({ queryKey: [KEY, "plans"], queryFn: ({ signal }) => fetchPlans(signal) });
export const subscriptionQuery = () =>
  queryOptions({ queryKey: [KEY, "subscription"], queryFn: ({ signal }) => fetchSubscription(signal) });
export const adjustmentsQuery = () =>
  queryOptions({ queryKey: [KEY, "adjustments"], queryFn: ({ signal }) => fetchAdjustments(signal) });

/** What recorded usage would have cost; the last answer stays until the next is there. */
export const spendEstimateQuery = (body: Parameters<typeof fetchSpendEstimate>[0]) =>
  queryOptions({
    queryKey: ["spend-estimate", body],
    queryFn: ({ signal }) => fetchSpendEstimate(body, signal),
    placeholderData: keepPreviousData,
  });

export const usePricedMeters = () => useQuery(pricedMetersQuery());
export const usePrices = () => useQuery(pricesQuery());
export const usePlans = () => useQuery(plansQuery());
export const useSubscription = () => useQuery(subscriptionQuery());
export const useAdjustments = () => useQuery(adjustmentsQuery());

/** A change of prices; afterwards everything about money is asked again. */
function usePricingChange<Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) {
  const client = useQueryClient();
  const onSettled = () =>
    Promise.all(
      [KEY, "spend-series", "spend-lines"].map((noun) => client.invalidateQueries({ queryKey: [noun] })),
    );
  return useMutation({ mutationFn, onSettled });
}

export const usePriceCreate = () => usePricingChange(createPrice);
export const usePriceEnd = () => usePricingChange(endPrice);
export const usePriceDelete = () => usePricingChange(deletePrice);
export const usePlansPut = () => usePricingChange(putPlans);
export const useSubscriptionPut = () => usePricingChange(putSubscription);
export const useAdjustmentCreate = () => usePricingChange(createAdjustment);
export const useAdjustmentDelete = () => usePricingChange(deleteAdjustment);
