import type { Metadata } from "next";
import Link from "next/link";
import { AuthCard } from "@/components/auth/auth-card";
import { ResetPasswordForm } from "@/components/auth/reset-password-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { resetLinkWorks } from "@/lib/services/passwords/confirm-password-reset";

export const metadata: Metadata = { title: "New password", referrer: "no-referrer" };

export default async function ResetPasswordPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const works = await resetLinkWorks(token);
  return (
    <AuthCard title="Choose a new password">
      {works ? (
        <ResetPasswordForm token={token} />
      ) : (
        <>
          <Alert tone="warning" title="This link does not work any more">
            Links work once, for one hour.
          </Alert>
          <Button asChild variant="primary">
            <Link href="/forgot-password">Ask for a new link</Link>
          </Button>
        </>
      )}
    </AuthCard>
  );
}
