"use client";

import { useState } from "react";
import { FormErrors } from "@/components/forms/form-errors";
import { useContractForm } from "@/components/forms/use-contract-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { usePasswordResetRequest } from "@/lib/queries/password";

const passwordResetBody = async () => (await import("@/lib/contracts/password")).passwordResetBody;

export function ForgotPasswordForm() {
  const request = usePasswordResetRequest();
  const [asked, setAsked] = useState(false);
  const form = useContractForm(passwordResetBody, async (values) => {
    setAsked(false);
    await request.mutateAsync(values);
    setAsked(true);
  });
  return (
    <form {...form.formProps} className="flex flex-col gap-4">
      <FormErrors form={form} labels={{ email: "Mail" }} />
      {asked && (
        <Alert tone="success" role="status" title="Look into your mail">
          If there is an account with this mail, a link is on its way. It works once, for one hour.
        </Alert>
      )}
      <Field label="Mail" type="email" autoComplete="username" inputMode="email" {...form.field("email")} />
      <Button type="submit" variant="primary" disabled={form.pending}>
        {form.pending ? "Sending…" : "Send link"}
      </Button>
    </form>
  );
}
