import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthCard } from "@/components/auth/auth-card";
import { DemoSignIn } from "@/components/auth/demo-sign-in";
import { ProviderButtons } from "@/components/auth/provider-buttons";
import { SignInForm } from "@/components/auth/sign-in-form";
import { signInNotice } from "@/components/auth/sign-in-notice";
import { Alert } from "@/components/ui/alert";
import { PageLink } from "@/components/ui/page-link";
import { demoAccounts } from "@/lib/auth/demo-accounts";
import { providerButtons } from "@/lib/auth/providers";
import { currentCaller } from "@/lib/auth/viewer";
import { returnPath } from "@/lib/domain/return-path";
import { signUpIsOpen } from "@/lib/services/accounts/sign-up";

export const metadata: Metadata = { title: "Sign in" };

type Search = Promise<Record<"callbackUrl" | "reason" | "error", string | string[] | undefined>>;

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

export default async function SignInPage({ searchParams }: { searchParams: Search }) {
  const search = await searchParams;
  const returnTo = returnPath(one(search.callbackUrl));
  if (await currentCaller()) redirect(returnTo);
  const notice = signInNotice(one(search.reason), one(search.error));
  const providers = providerButtons();
  const demo = demoAccounts();
  return (
    <AuthCard
      title="Sign in"
      footer={
        signUpIsOpen() && (
          <PageLink href="/sign-up" className="text-link underline">
            Create an account
          </PageLink>
        )
      }
    >
      {notice && <Alert tone="warning">{notice}</Alert>}
      <SignInForm returnTo={returnTo} />
      {providers.length > 0 && <ProviderButtons providers={providers} returnTo={returnTo} />}
      {demo.length > 0 && <DemoSignIn accounts={demo} returnTo={returnTo} />}
    </AuthCard>
  );
}
