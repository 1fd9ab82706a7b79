import type { Metadata } from "next";
import { AuthCard } from "@/components/auth/auth-card";
import { ResetPasswordForm } from "@/components/auth/reset-password-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { PageLink } from "@/components/ui/page-link";
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
            <PageLink href="/forgot-password">Ask for a new link</PageLink>
          </Button>
        </>
      )}
    </AuthCard>
  );
}
