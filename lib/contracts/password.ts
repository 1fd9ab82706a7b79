import * as z from "zod";
import { email, newPassword } from "@/lib/contracts/account-fields";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";

export const passwordChangeBody = z.strictObject({
  current_password: z.string().min(1, "must not be empty").max(200),
  new_password: newPassword,
});

export const passwordChange = defineEndpoint({
  id: "changePassword",
  method: "PUT",
  path: "/api/account/password",
  summary: "Change your password",
  description: "Signs your other browsers out.",
  access: "account",
  body: passwordChangeBody,
  response: z.undefined(),
  status: 204,
});
export type PasswordChangeInput = EndpointInput<typeof passwordChange>;

export const passwordResetBody = z.strictObject({ email });

export const passwordReset = defineEndpoint({
  id: "requestPasswordReset",
  method: "POST",
  path: "/api/account/password-reset",
  summary: "Ask for a link to choose a new password",
  description: "The answer is the same whether or not there is an account with this mail.",
  access: "public",
  body: passwordResetBody,
  response: z.object({ status: z.literal("accepted") }),
  status: 202,
});
export type PasswordResetInput = EndpointInput<typeof passwordReset>;
export type PasswordReset = EndpointResponse<typeof passwordReset>;

export const passwordResetConfirmBody = z.strictObject({
  token: z.string().min(1).max(200),
  new_password: newPassword,
});

export const passwordResetConfirm = defineEndpoint({
  id: "confirmPasswordReset",
  method: "POST",
  path: "/api/account/password-reset/confirm",
  summary: "Choose a new password with a mailed link",
  description: "A link works once, for an hour. Signs out everywhere.",
  access: "public",
  body: passwordResetConfirmBody,
  response: z.undefined(),
  status: 204,
});
export type PasswordResetConfirmInput = EndpointInput<typeof passwordResetConfirm>;
