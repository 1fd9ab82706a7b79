import * as z from "zod";
import { email, newPassword, shownName } from "@/lib/contracts/account-fields";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";

export const accountSignUpBody = z.strictObject({
  email,
  password: newPassword,
  name: shownName,
  organization_name: shownName,
});

export const accountSignUp = defineEndpoint({
  id: "signUp",
  method: "POST",
  path: "/api/account/sign-up",
  summary: "Open an account with an organization of its own",
  description: "Only where the installation has open sign-up (SIGN_UP=open); 403 elsewhere.",
  access: "public",
  body: accountSignUpBody,
  response: z.object({ user_id: z.string(), organization_id: z.string() }),
  status: 201,
});

export type AccountSignUpInput = EndpointInput<typeof accountSignUp>;
export type AccountSignUp = EndpointResponse<typeof accountSignUp>;
