/** What became of an event at the billing provider. */
export const SYNC_STATUSES = [
  "not_applicable",
  "pending",
  "sent",
  "confirmed",
  "rejected",
  "cancelled",
] as const;
export type SyncStatus = (typeof SYNC_STATUSES)[number];
