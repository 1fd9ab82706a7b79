"use client";

import { CircleAlert, CircleCheck, X } from "lucide-react";
import { Toast as Radix } from "radix-ui";
import { Button } from "./button";
import { IconButton } from "./icon-button";
import { dismissToast, type QueuedToast } from "./toast-store";

/** Each stands for six seconds, longer while hovered or focused. */
export function ToastList({ toasts }: { toasts: readonly QueuedToast[] }) {
  return (
    <Radix.Provider duration={6000} label="Notification">
      {toasts.map((message) => (
        <ToastCard key={message.id} message={message} />
      ))}
      <Radix.Viewport className="fixed right-4 bottom-4 z-50 flex w-[min(24rem,calc(100vw-2rem))] flex-col gap-2" />
    </Radix.Provider>
  );
}

function ToastCard({ message }: { message: QueuedToast }) {
  const { id, title, description, tone = "success", action } = message;
  const Icon = tone === "critical" ? CircleAlert : CircleCheck;
  return (
    <Radix.Root
      type="background"
      onOpenChange={(open) => !open && dismissToast(id)}
      className="flex items-start gap-2.5 rounded-lg border bg-card p-3 text-sm text-text shadow-lg"
    >
      <Icon
        aria-hidden
        className={`mt-0.5 size-4 shrink-0 ${tone === "critical" ? "text-critical" : "text-success"}`}
      />
      <div className="min-w-0 flex-1">
        <Radix.Title className="font-medium">{title}</Radix.Title>
        {description && <Radix.Description className="text-axis">{description}</Radix.Description>}
      </div>
      {action && (
        <Radix.Action asChild altText={action.label} onClick={action.onSelect}>
          <Button size="sm">{action.label}</Button>
        </Radix.Action>
      )}
      <Radix.Close asChild>
        <IconButton icon={X} label="Dismiss" className="-my-1.5 -mr-1.5" />
      </Radix.Close>
    </Radix.Root>
  );
}
