"use client";

import { type ReactNode, Suspense, useState } from "react";
import { PartBoundary } from "./on-demand";
import { toast } from "./toast-store";

export interface LatePartProps {
  /** Puts away what asked for the part; what went wrong was said. */
  onMissing: () => void;
  children: ReactNode;
}

/** Where a part stands whose code comes on demand: nothing until all of it is there. */
export function LatePart({ onMissing, children }: LatePartProps) {
  const [failures, setFailures] = useState(0);
  const giveUp = () => {
    setFailures(failures + 1);
    onMissing();
    const description = "Check the connection, or reload the page.";
    toast({ title: "This could not be loaded", description, tone: "critical" });
  };
  return (
    <PartBoundary key={failures} onMissing={giveUp}>
      <Suspense fallback={null}>{children}</Suspense>
    </PartBoundary>
  );
}
