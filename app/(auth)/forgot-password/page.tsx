import type { Metadata } from "next";
import Link from "next/link";
import { AuthCard } from "@/components/auth/auth-card";
import { ForgotPasswordForm } from "@/components/auth/forgot-password-form";

export const metadata: Metadata = { title: "Forgotten password" };

export default function ForgotPasswordPage() {
  const footer = (
    <Link href="/sign-in" className="text-link underline">
      Back to sign-in
    </Link>
  );
  return (
    <AuthCard title="Choose a new password" intro="We send a link to your mail address." footer={footer}>
      <ForgotPasswordForm />
    </AuthCard>
  );
}
