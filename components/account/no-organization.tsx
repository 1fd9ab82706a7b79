"use client";

import { Button } from "@/components/ui/button";
import { leave } from "./leave";

/** For someone who was removed from their last organization, or not yet added to one. */
export function NoOrganization({ email }: { email: string }) {
  return (
    <main className="mx-auto flex max-w-md flex-col items-start gap-3 px-4 py-24">
      <h1 className="text-lg font-semibold">You do not belong to an organization</h1>
      <p className="text-sm text-axis">
        You are signed in as {email}. Ask an administrator of your organization to add you, then load this
        page again.
      </p>
      <Button onClick={leave}>Sign out</Button>
    </main>
  );
}
