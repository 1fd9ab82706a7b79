"use client";

import { Inbox, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button";
import { CopyButton } from "./copy-button";
import { cx } from "./cx";
import { ProgressLine } from "./progress-line";
import { useAfter } from "./use-after";

export const SKELETON_AFTER_MS = 150;
export const SLOW_AFTER_MS = 4000;

export type CardStatus =
  | { status: "ready"; refetching?: boolean }
  | { status: "loading"; onCancel?: () => void }
  /** Nothing to show: why, and what to do about it. */
  | { status: "empty"; reason: ReactNode; actions?: ReactNode }
  /** What failed in one sentence; the request id is for whoever looks into it. */
  | { status: "error"; message: string; onRetry?: () => void; requestId?: string; actions?: ReactNode }
  | { status: "forbidden"; message: string };

export interface CardStateProps {
  state: CardStatus;
  /** What is loading, for screen readers: "usage". */
  subject: string;
  /** Of the same height and shape as the content. */
  skeleton: ReactNode;
  children: ReactNode;
  className?: string;
}

/** The states of a card in one place. The box keeps the height that `className` gives in every one of them. */
export function CardState({ state, subject, skeleton, children, className }: CardStateProps) {
  const refetching = state.status === "ready" && state.refetching;
  return (
    <div className={className} aria-busy={state.status === "loading" || refetching || undefined}>
      <ProgressLine active={Boolean(refetching)} />
      <div className={cx("relative h-full", refetching && "opacity-60")}>
        {state.status === "ready" && children}
        {state.status === "loading" && (
          <Loading subject={subject} skeleton={skeleton} onCancel={state.onCancel} />
        )}
        {state.status === "empty" && (
          <Panel icon={<Inbox aria-hidden className="size-6 text-muted" />} actions={state.actions}>
            {state.reason}
          </Panel>
        )}
        {state.status === "forbidden" && <Panel>{state.message}</Panel>}
        {state.status === "error" && <Failure {...state} />}
      </div>
    </div>
  );
}

function Loading({
  subject,
  skeleton,
  onCancel,
}: Pick<CardStateProps, "subject" | "skeleton"> & { onCancel?: () => void }) {
  const shown = useAfter(SKELETON_AFTER_MS);
  const slow = useAfter(SLOW_AFTER_MS);
  if (!shown) return null;
  return (
    <>
      {skeleton}
      <p role="status" className="sr-only">
        Loading {subject}
      </p>
      {slow && (
        <div className="absolute inset-x-0 top-1/2 flex -translate-y-1/2 items-center justify-center gap-3 text-sm">
          <span className="rounded-md bg-card px-2 py-1">Still working – large range</span>
          {onCancel && <Button onClick={onCancel}>Cancel</Button>}
        </div>
      )}
    </>
  );
}

function Failure({ message, onRetry, requestId, actions }: Extract<CardStatus, { status: "error" }>) {
  return (
    <Panel
      role="alert"
      icon={<TriangleAlert aria-hidden className="size-6 text-critical" />}
      actions={
        <>
          {onRetry && <Button onClick={onRetry}>Try again</Button>}
          {actions}
        </>
      }
      details={
        requestId && (
          <details className="text-xs text-axis">
            <summary className="min-h-6 cursor-pointer">Details</summary>
            <span className="inline-flex items-center gap-1">
              Request <code className="font-mono">{requestId}</code>
              <CopyButton text={requestId} label="Copy request id" />
            </span>
          </details>
        )
      }
    >
      {message}
    </Panel>
  );
}

interface PanelProps {
  icon?: ReactNode;
  children: ReactNode;
  actions?: ReactNode;
  details?: ReactNode;
  role?: "alert";
}

function Panel({ icon, children, actions, details, role }: PanelProps) {
  return (
    <div
      role={role}
      className="flex h-full min-h-32 flex-col items-center justify-center gap-3 p-4 text-center"
    >
      {icon}
      <div className="max-w-md text-sm text-balance">{children}</div>
      {actions && <div className="flex flex-wrap justify-center gap-2">{actions}</div>}
      {details}
    </div>
  );
}
