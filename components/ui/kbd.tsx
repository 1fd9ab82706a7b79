import type { ReactNode } from "react";

export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-flex min-w-5 items-center justify-center rounded border border-hairline px-1 font-mono text-xs text-axis">
      {children}
    </kbd>
  );
}
