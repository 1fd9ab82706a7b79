"use client";

import { useRef } from "react";
import { FormErrors } from "@/components/forms/form-errors";
import { PasswordField } from "@/components/forms/password-field";
import { useContractForm } from "@/components/forms/use-contract-form";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { toast } from "@/components/ui/toast-store";
import { usePasswordChange } from "@/lib/queries/password";

const passwordChangeBody = async () => (await import("@/lib/contracts/password")).passwordChangeBody;

const labels = { current_password: "Current password", new_password: "New password" };

export function PasswordForm({ email }: { email: string }) {
  const change = usePasswordChange();
  const element = useRef<HTMLFormElement>(null);
  const form = useContractForm(passwordChangeBody, async (values) => {
    await change.mutateAsync(values);
    element.current?.reset();
    toast({ title: "Password changed", description: "Your other browsers are signed out.", tone: "success" });
  });
  return (
    <Card aria-labelledby="account-password">
      <CardHeader>
        <CardTitle id="account-password">Password</CardTitle>
      </CardHeader>
      <CardBody>
        <form ref={element} {...form.formProps} className="flex max-w-md flex-col gap-4">
          <FormErrors form={form} labels={labels} />
          {/* Password managers need to know whose password changes. */}
          <input type="text" hidden autoComplete="username" value={email} readOnly />
          <PasswordField
            label={labels.current_password}
            autoComplete="current-password"
            {...form.field("current_password")}
          />
          <PasswordField
            label={labels.new_password}
            autoComplete="new-password"
            help="At least 8 characters; a few words together are good. Other browsers are signed out."
            {...form.field("new_password")}
          />
          <Button type="submit" variant="primary" className="self-start" disabled={form.pending}>
            {form.pending ? "Changing…" : "Change password"}
          </Button>
        </form>
      </CardBody>
    </Card>
  );
}
