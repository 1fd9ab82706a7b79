"use client";

import { Suspense, useState, useSyncExternalStore } from "react";
import { onDemand, PartBoundary } from "./on-demand";
import { currentToasts, onToastChange, type QueuedToast } from "./toast-store";

const ToastList = onDemand(() => import("./toast-list").then((module) => module.ToastList));

const none: readonly QueuedToast[] = [];

/** Mounted once; shows what `toast()` says. What shows it comes with the first of them. */
export function Toaster() {
  const toasts = useSyncExternalStore(onToastChange, currentToasts, () => none);
  const [isUsed, setUsed] = useState(false);
  if (toasts.length > 0 && !isUsed) setUsed(true);
  if (!isUsed) return null;
  return (
    <PartBoundary instead={<PlainToasts toasts={toasts} />}>
      <Suspense fallback={null}>
        <ToastList toasts={toasts} />
      </Suspense>
    </PartBoundary>
  );
}

/** The words alone, where even their frame could not be loaded. */
function PlainToasts({ toasts }: { toasts: readonly QueuedToast[] }) {
  return (
    <ul
      role="alert"
      className="fixed right-4 bottom-4 z-50 rounded-lg border bg-card p-3 text-sm text-text shadow-lg"
    >
      {toasts.map(({ id, title, description }) => (
        <li key={id}>
          {title}. {description}
        </li>
      ))}
    </ul>
  );
}
