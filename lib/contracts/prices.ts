import * as z from "zod";
import { chosenOrganization, utcInstant } from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";
import { pageParameters, pagination } from "@/lib/contracts/pages";
import { price, priceAnswer, validFrom } from "@/lib/contracts/price";
import { PRICE_STATUSES } from "@/lib/domain/rating/price-status";

const read = { role: "finance", scope: "read" } as const;
const write = { role: "admin", scope: "admin" } as const;
const chosen = { organization_id: chosenOrganization };
const params = z.object({
  id: z.uuid().describe("The price's id").meta({ example: "6f1c2f0e-8d5b-4a4e-9c39-0b1f5a7d2e31" }),
});

/** A price of the organization's own, and when it holds. */
export const ownPrice = priceAnswer
  .extend({
    id: z.string(),
    valid_until: utcInstant
      .nullable()
      .describe("When a later price takes over, or the plan's holds again; null when nothing ends it"),
    status: z.enum(PRICE_STATUSES),
    created_at: utcInstant,
  })
  .meta({ id: "OwnPrice" });
export type OwnPrice = z.output<typeof ownPrice>;

export const prices = defineEndpoint({
  id: "listPrices",
  method: "GET",
  path: "/api/billing/prices",
  summary: "The organization's own prices, with all their versions",
  description:
    "They come before the prices of its plan. By meter, of each the latest version first. What a meter costs now is in the plan where no price here is current.",
  access: read,
  query: z.strictObject({
    ...pageParameters("Prices"),
    usage_type: z
      .string()
      .max(100)
      .optional()
      .describe("Only the prices of this meter; all unless given")
      .meta({ example: "api" }),
    ...chosen,
  }),
  response: z.object({ prices: z.array(ownPrice), pagination }),
});
export type PricesQuery = EndpointInput<typeof prices>;
export type Prices = EndpointResponse<typeof prices>;

/** A price with what a version needs. */
export const newPrice = price.superRefine(({ usage_type, valid_from }, context) => {
  for (const [field, value] of Object.entries({ usage_type, valid_from }))
    if (value === undefined) context.addIssue({ code: "custom", path: [field], message: "is needed" });
});

export type NewPriceBody = z.output<typeof newPrice>;

export const priceCreate = defineEndpoint({
  id: "createPrice",
  method: "POST",
  path: "/api/billing/prices",
  summary: "Add a price of the organization's own",
  description:
    "A version that holds from `valid_from` on, instead of the plan's price and of own ones before it. Prices are never changed in place: of several from one instant the one made last holds. A period in which the price changes has a line for each side. Closed periods keep what they were closed with.",
  access: write,
  query: z.strictObject(chosen),
  body: newPrice,
  response: ownPrice,
  status: 201,
});
export type PriceCreateInput = EndpointInput<typeof priceCreate>;

export const priceEnd = defineEndpoint({
  id: "endPrice",
  method: "PATCH",
  path: "/api/billing/prices/{id}",
  summary: "End a price",
  description:
    "From `valid_until` on the plan's price holds again. What the price rates never changes: for other terms add another price. An end before the current billing period, or before the price begins, is a 409.",
  access: write,
  params,
  query: z.strictObject(chosen),
  body: z.strictObject({ valid_until: validFrom }),
  response: ownPrice,
});
export type PriceEndInput = EndpointInput<typeof priceEnd>;

export const priceDelete = defineEndpoint({
  id: "deletePrice",
  method: "DELETE",
  path: "/api/billing/prices/{id}",
  summary: "Delete a price that has rated no closed period",
  description: "A price that held before the current billing period is a 409: end it, or add another one.",
  access: write,
  params,
  query: z.strictObject(chosen),
  response: z.undefined(),
  status: 204,
});
export type PriceDeleteInput = EndpointInput<typeof priceDelete>;
