import { call } from "@/lib/api/call";
import {
  type AdjustmentCreateInput,
  adjustmentCreate,
  adjustmentDelete,
  adjustments,
} from "@/lib/contracts/adjustments";
import { meters } from "@/lib/contracts/meters";
import { type PlansPutInput, plans, plansPut } from "@/lib/contracts/plans";
import { type PriceCreateInput, priceCreate, priceDelete, priceEnd, prices } from "@/lib/contracts/prices";
import { type SpendEstimateInput, spendEstimate } from "@/lib/contracts/spend-lines";
import { type SubscriptionPutInput, subscription, subscriptionPut } from "@/lib/contracts/subscription";

const ALL = { page: 1, limit: 200 };

export const fetchPricedMeters = (signal?: AbortSignal) => call(meters, ALL, signal);
export const fetchPrices = (signal?: AbortSignal) => call(prices, ALL, signal);
export const fetchPlans = (signal?: AbortSignal) => call(plans, ALL, signal);
export const fetchSubscription = (signal?: AbortSignal) => call(subscription, {}, signal);
export const fetchAdjustments = (signal?: AbortSignal) => call(adjustments, ALL, signal);

export const createPrice = (body: PriceCreateInput["body"]) => call(priceCreate, { body });
export const endPrice = ({ id, validUntil }: { id: string; validUntil: string }) =>
  call(priceEnd, { id, body: { valid_until: validUntil } });
export const deletePrice = (id: string) => call(priceDelete, { id });
export const putPlans = (body: PlansPutInput["body"]) => call(plansPut, { body });
export const putSubscription = (body: SubscriptionPutInput["body"]) => call(subscriptionPut, { body });
export const createAdjustment = (body: AdjustmentCreateInput["body"]) => call(adjustmentCreate, { body });
export const deleteAdjustment = (id: string) => call(adjustmentDelete, { id });
/** Nothing is kept: it is asked like a reading, by POST only because prices do not fit an address. */
export const fetchSpendEstimate = (body: SpendEstimateInput["body"], signal?: AbortSignal) =>
  call(spendEstimate, { body }, signal);
