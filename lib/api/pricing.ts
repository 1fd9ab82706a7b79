import { call } from "@/lib/api/call";
import type { AdjustmentCreateInput } from "@/lib/contracts/adjustments";
import type { PlansPutInput } from "@/lib/contracts/plans";
import type { PriceCreateInput } from "@/lib/contracts/prices";
import type { SpendEstimateInput } from "@/lib/contracts/spend-lines";
import type { SubscriptionPutInput } from "@/lib/contracts/subscription";

const ofAdjustments = () => import("@/lib/contracts/adjustments");
const ofPlans = () => import("@/lib/contracts/plans");
const ofPrices = () => import("@/lib/contracts/prices");
const ofSubscription = () => import("@/lib/contracts/subscription");
const meters = async () => (await import("@/lib/contracts/meters")).meters;
const spendEstimate = async () => (await import("@/lib/contracts/spend-lines")).spendEstimate;

const ALL = { page: 1, limit: 200 };

export const fetchPricedMeters = (signal?: AbortSignal) => call(meters, ALL, signal);
export const fetchPrices = (signal?: AbortSignal) => call(async () => (await ofPrices()).prices, ALL, signal);
export const fetchPlans = (signal?: AbortSignal) => call(async () => (await ofPlans()).plans, ALL, signal);
export const fetchSubscription = (signal?: AbortSignal) =>
  call(async () => (await ofSubscription()).subscription, {}, signal);
export const fetchAdjustments = (signal?: AbortSignal) =>
  call(async () => (await ofAdjustments()).adjustments, ALL, signal);

export const createPrice = (body: PriceCreateInput["body"]) =>
  call(async () => (await ofPrices()).priceCreate, { body });
export const endPrice = ({ id, validUntil }: { id: string; validUntil: string }) =>
  call(async () => (await ofPrices()).priceEnd, { id, body: { valid_until: validUntil } });
export const deletePrice = (id: string) => call(async () => (await ofPrices()).priceDelete, { id });
export const putPlans = (body: PlansPutInput["body"]) =>
  call(async () => (await ofPlans()).plansPut, { body });
export const putSubscription = (body: SubscriptionPutInput["body"]) =>
  call(async () => (await ofSubscription()).subscriptionPut, { body });
export const createAdjustment = (body: AdjustmentCreateInput["body"]) =>
  call(async () => (await ofAdjustments()).adjustmentCreate, { body });
export const deleteAdjustment = (id: string) =>
  call(async () => (await ofAdjustments()).adjustmentDelete, { id });
/** Nothing is kept: it is asked like a reading, by POST only because prices do not fit an address. */
export const fetchSpendEstimate = (body: SpendEstimateInput["body"], signal?: AbortSignal) =>
  call(spendEstimate, { body }, signal);
