"use client";

import { Button } from "@/components/ui/button";

export interface ProviderButtonsProps {
  providers: readonly { id: string; name: string }[];
  returnTo: string;
}

export function ProviderButtons({ providers, returnTo }: ProviderButtonsProps) {
  return (
    <div className="flex flex-col gap-2 border-t pt-4">
      {providers.map(({ id, name }) => (
        <Button key={id} onClick={() => continueWith(id, returnTo)}>
          Continue with {name}
        </Button>
      ))}
    </div>
  );
}

async function continueWith(provider: string, returnTo: string): Promise<void> {
  const { signIn } = await import("next-auth/react");
  await signIn(provider, { callbackUrl: returnTo });
}
