import { subscription, subscriptionPut } from "@/lib/contracts/subscription";
import { route } from "@/lib/http/route";
import { getSubscription } from "@/lib/services/subscriptions/get-subscription";
import { putSubscription } from "@/lib/services/subscriptions/put-subscription";

export const GET = route(subscription, getSubscription);
export const PUT = route(subscriptionPut, putSubscription);
