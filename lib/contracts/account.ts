import * as z from "zod";
import { shownName } from "@/lib/contracts/account-fields";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";

export const accountChangeBody = z.strictObject({ name: shownName });

export const accountChange = defineEndpoint({
  id: "changeAccount",
  method: "PATCH",
  path: "/api/account",
  summary: "Change your own name",
  access: "account",
  body: accountChangeBody,
  response: z.object({ id: z.string(), email: z.string(), name: z.string() }).meta({ id: "Account" }),
});

export type AccountChangeInput = EndpointInput<typeof accountChange>;
export type Account = EndpointResponse<typeof accountChange>;
