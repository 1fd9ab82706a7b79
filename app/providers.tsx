"use client";

import { isServer, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { ThemeProvider } from "next-themes";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { NonceProvider } from "@/components/ui/nonce";
import { Toaster } from "@/components/ui/toaster";
import { TooltipProvider } from "@/components/ui/tooltip";

/** A refused request stays refused; only what may pass by itself is tried again. */
function mayPass(failureCount: number, error: unknown): boolean {
  const status = typeof error === "object" && error !== null && "status" in error ? error.status : undefined;
  if (typeof status === "number" && status >= 400 && status < 500) return false;
  return failureCount < 2;
}

const makeQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: 30_000, retry: mayPass, refetchOnWindowFocus: false },
      mutations: { retry: false },
    },
  });

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
        <NuqsAdapter>
          <QueryClientProvider client={queryClient()}>
            <TooltipProvider delayDuration={300}>
              {children}
              <Toaster />
            </TooltipProvider>
          </QueryClientProvider>
        </NuqsAdapter>
      </ThemeProvider>
    </NonceProvider>
  );
}
