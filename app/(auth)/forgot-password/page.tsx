import type { Metadata } from "next";
import { AuthCard } from "@/components/auth/auth-card";
import { ForgotPasswordForm } from "@/components/auth/forgot-password-form";
import { PageLink } from "@/components/ui/page-link";

export const metadata: Metadata = { title: "Forgotten password" };

export default function ForgotPasswordPage() {
  const footer = (
    <PageLink href="/sign-in" className="text-link underline">
      Back to sign-in
    </PageLink>
  );
  return (
    <AuthCard title="Choose a new password" intro="We send a link to your mail address." footer={footer}>
      <ForgotPasswordForm />
    </AuthCard>
  );
}
