import type { Metadata } from "next";
import { AuthCard } from "@/components/auth/auth-card";
import { SignUpForm } from "@/components/auth/sign-up-form";
import { Alert } from "@/components/ui/alert";
import { PageLink } from "@/components/ui/page-link";
import { signUpIsOpen } from "@/lib/services/accounts/sign-up";

export const metadata: Metadata = { title: "Create an account" };

export default function SignUpPage() {
  const footer = (
    <PageLink href="/sign-in" className="text-link underline">
      Sign in instead
    </PageLink>
  );
  return (
    <AuthCard title="Create an account" footer={footer}>
      {signUpIsOpen() ? (
        <SignUpForm />
      ) : (
        <Alert title="Sign-up is closed here">Ask an administrator for an account.</Alert>
      )}
    </AuthCard>
  );
}
