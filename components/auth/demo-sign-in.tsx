"use client";

import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { signInWithPassword } from "./sign-in-with-password";

export interface DemoSignInProps {
  /** Handed over by the server in demo mode only: no build holds a password. */
  accounts: readonly { email: string; label: string; password: string }[];
  returnTo: string;
}

export function DemoSignIn({ accounts, returnTo }: DemoSignInProps) {
  const [pending, setPending] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  async function continueAs({ email, password }: DemoSignInProps["accounts"][number]): Promise<void> {
    setPending(email);
    setFailure(null);
    try {
      await signInWithPassword(email, password, returnTo);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : "Signing in did not work. Try again.");
      setPending(null);
    }
  }

  return (
    <section aria-labelledby="demo-accounts" className="flex flex-col gap-2 border-t pt-4">
      <h2 id="demo-accounts" className="text-sm font-medium">
        This is a demo with recorded data
      </h2>
      {failure && (
        <Alert tone="critical" role="alert">
          {failure}
        </Alert>
      )}
      <div className="flex flex-col gap-2">
        {accounts.map((account) => (
          <Button
            key={account.email}
            size="sm"
            disabled={pending !== null}
            onClick={() => continueAs(account)}
          >
            Continue as {account.label}
          </Button>
        ))}
      </div>
    </section>
  );
}
