import type { ReactNode } from "react";

export interface ToastMessage {
  title: string;
  description?: ReactNode;
  tone?: "success" | "critical";
  action?: { label: string; onSelect: () => void };
}

export interface QueuedToast extends ToastMessage {
  id: number;
}

let queue: readonly QueuedToast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function replace(next: readonly QueuedToast[]): void {
  queue = next;
  for (const listener of listeners) listener();
}

/** Says the result of an action; errors that need reading stay in place instead. */
export function toast(message: ToastMessage): void {
  lastId += 1;
  replace([...queue, { ...message, id: lastId }].slice(-3));
}

export function dismissToast(id: number): void {
  replace(queue.filter((entry) => entry.id !== id));
}

export const currentToasts = () => queue;

export function onToastChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
