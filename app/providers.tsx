"use client";

import { isServer, type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { ThemeProvider } from "next-themes";
import type { ReactNode } from "react";
import { NonceProvider } from "@/components/ui/nonce";
import { Toaster } from "@/components/ui/toaster";
import { makeQueryClient } from "@/lib/queries/query-client";

let browserClient: QueryClient | undefined;

/** One client per browser; on the server a new one per request, or tenants would share a cache. */
function queryClient(): QueryClient {
  if (isServer) return makeQueryClient();
  browserClient ??= makeQueryClient();
  return browserClient;
}

export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  return (
    <NonceProvider nonce={nonce}>
      <ThemeProvider attribute="class" nonce={nonce} disableTransitionOnChange>
        <QueryClientProvider client={queryClient()}>
          {children}
          <Toaster />
        </QueryClientProvider>
      </ThemeProvider>
    </NonceProvider>
  );
}
