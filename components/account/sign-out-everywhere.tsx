"use client";

import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast-store";
import { useSignOutEverywhere } from "@/lib/queries/sessions";

export function SignOutEverywhere() {
  const signOut = useSignOutEverywhere();
  const confirm = () =>
    signOut.mutate(undefined, {
      onSuccess: () => window.location.assign("/sign-in"),
      onError: () => toast({ title: "Signing out did not work. Try again.", tone: "critical" }),
    });
  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button>Sign out everywhere</Button>
      </DialogTrigger>
      <DialogContent
        title="Sign out everywhere?"
        description="Every browser you are signed in on is signed out at once, this one too. API keys go on working."
        footer={
          <>
            <DialogClose asChild>
              <Button>Stay signed in</Button>
            </DialogClose>
            <Button variant="danger" onClick={confirm} disabled={signOut.isPending}>
              {signOut.isPending ? "Signing out…" : "Sign out everywhere"}
            </Button>
          </>
        }
      />
    </Dialog>
  );
}
