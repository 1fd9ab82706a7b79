"use client";

import { FormErrors } from "@/components/forms/form-errors";
import { PasswordField } from "@/components/forms/password-field";
import { useContractForm } from "@/components/forms/use-contract-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { useSignUp } from "@/lib/queries/account";
import { signInWithPassword } from "./sign-in-with-password";

const accountSignUpBody = async () => (await import("@/lib/contracts/account-sign-up")).accountSignUpBody;

const labels = { name: "Your name", organization_name: "Organization", email: "Mail", password: "Password" };

export function SignUpForm() {
  const signUp = useSignUp();
  const form = useContractForm(accountSignUpBody, async (values) => {
    await signUp.mutateAsync(values);
    await signInWithPassword(values.email, values.password, "/usage");
  });
  return (
    <form {...form.formProps} className="flex flex-col gap-4">
      <FormErrors form={form} labels={labels} />
      <Field label={labels.name} autoComplete="name" {...form.field("name")} />
      <Field
        label={labels.organization_name}
        autoComplete="organization"
        {...form.field("organization_name")}
      />
      <Field
        label={labels.email}
        type="email"
        autoComplete="username"
        inputMode="email"
        {...form.field("email")}
      />
      <PasswordField
        label={labels.password}
        autoComplete="new-password"
        help="At least 8 characters; a few words together are good."
        {...form.field("password")}
      />
      <Button type="submit" variant="primary" disabled={form.pending}>
        {form.pending ? "Creating…" : "Create account"}
      </Button>
    </form>
  );
}
