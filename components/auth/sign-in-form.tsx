"use client";

import { FormErrors } from "@/components/forms/form-errors";
import { PasswordField } from "@/components/forms/password-field";
import { useContractForm } from "@/components/forms/use-contract-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { PageLink } from "@/components/ui/page-link";
import { signInWithPassword } from "./sign-in-with-password";

const credentials = async () => (await import("./credentials")).credentials;

export function SignInForm({ returnTo }: { returnTo: string }) {
  const form = useContractForm(credentials, ({ email, password }) =>
    signInWithPassword(email, password, returnTo),
  );
  return (
    <form {...form.formProps} className="flex flex-col gap-4">
      <FormErrors form={form} labels={{ email: "Mail", password: "Password" }} />
      <Field label="Mail" type="email" autoComplete="username" inputMode="email" {...form.field("email")} />
      <PasswordField label="Password" autoComplete="current-password" {...form.field("password")} />
      <Button type="submit" variant="primary" disabled={form.pending}>
        {form.pending ? "Signing in…" : "Sign in"}
      </Button>
      <PageLink href="/forgot-password" className="self-center text-sm text-link underline">
        Forgot your password?
      </PageLink>
    </form>
  );
}
