import "server-only";
import type { TenantId } from "@/lib/domain/viewer";

type Listener = (tenantId: TenantId) => void;
// One list over all bundles and reloads of the server.
const holder = globalThis as typeof globalThis & { meterlineRecordedListeners?: Set<Listener> };

/** Calls a listener whenever events of an organization were stored; the answer ends that. */
export function onRecorded(listener: Listener): () => void {
  holder.meterlineRecordedListeners ??= new Set();
  const listeners = holder.meterlineRecordedListeners;
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Tells that events were stored. A listener only notes it: none can slow or fail what it hears of. */
export function tellRecorded(tenantId: TenantId): void {
  for (const listener of holder.meterlineRecordedListeners ?? []) {
    try {
      listener(tenantId);
    } catch (error) {
      console.error("a listener to recorded events failed:", error);
    }
  }
}
