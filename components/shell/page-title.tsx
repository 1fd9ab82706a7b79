"use client";

import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";

let lastPathname: string | undefined;

/** The one h1. After a change of page it takes the focus, so that screen readers start at the new page. */
export function PageTitle({ children }: { children: ReactNode }) {
  const ref = useRef<HTMLHeadingElement>(null);
  const pathname = usePathname();
  useEffect(() => {
    if (lastPathname !== undefined && lastPathname !== pathname) ref.current?.focus({ preventScroll: true });
    lastPathname = pathname;
  }, [pathname]);
  return (
    <h1 ref={ref} tabIndex={-1} className="truncate text-base font-semibold">
      {children}
    </h1>
  );
}
