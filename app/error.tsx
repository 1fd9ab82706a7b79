"use client";

import { useEffect } from "react";
import { Button } from "@/components/ui/button";

export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  useEffect(() => console.error(error), [error]);
  return (
    <main className="mx-auto flex max-w-md flex-col items-start gap-3 px-4 py-24">
      <h1 className="text-lg font-semibold">This page could not be shown</h1>
      <p className="text-sm text-axis">
        Something failed on the server. Your usage is still being recorded; only this view is affected.
      </p>
      {error.digest && (
        <p className="text-xs text-muted">
          Reference: <code className="font-mono">{error.digest}</code>
        </p>
      )}
      <Button variant="primary" onClick={reset}>
        Try again
      </Button>
    </main>
  );
}
