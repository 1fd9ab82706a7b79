"use client";

import { useState } from "react";
import { FormErrors } from "@/components/forms/form-errors";
import { PasswordField } from "@/components/forms/password-field";
import { useContractForm } from "@/components/forms/use-contract-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { PageLink } from "@/components/ui/page-link";
import { usePasswordResetConfirmation } from "@/lib/queries/password";

const passwordResetConfirmBody = async () =>
  (await import("@/lib/contracts/password")).passwordResetConfirmBody;

export function ResetPasswordForm({ token }: { token: string }) {
  const confirmation = usePasswordResetConfirmation();
  const [changed, setChanged] = useState(false);
  const form = useContractForm(passwordResetConfirmBody, async (values) => {
    await confirmation.mutateAsync(values);
    setChanged(true);
  });
  if (changed) {
    return (
      <>
        <Alert tone="success" role="status" title="Your password is changed">
          You are signed out everywhere.
        </Alert>
        <Button asChild variant="primary">
          <PageLink href="/sign-in">Sign in</PageLink>
        </Button>
      </>
    );
  }
  return (
    <form {...form.formProps} className="flex flex-col gap-4">
      <FormErrors form={form} labels={{ new_password: "New password" }} />
      <input type="hidden" name="token" value={token} />
      <PasswordField
        label="New password"
        autoComplete="new-password"
        help="At least 8 characters; a few words together are good."
        {...form.field("new_password")}
      />
      <Button type="submit" variant="primary" disabled={form.pending}>
        {form.pending ? "Saving…" : "Save password"}
      </Button>
    </form>
  );
}
