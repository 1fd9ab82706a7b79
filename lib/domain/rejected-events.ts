/** For how long, and how many per organization, events that were kept out can be listed and sent again. */
export const REJECTED_DAYS = 30;
export const MOST_REJECTED = 10_000;
/** Larger events are listed without their content. */
export const REJECTED_EVENT_BYTES = 65_536;

export const REJECTED_STATUSES = ["rejected", "conflict"] as const;
export type RejectedStatus = (typeof REJECTED_STATUSES)[number];

/** The oldest instant whose rejected events still count. */
export function rejectedSince(now: Date): Date {
  return new Date(now.getTime() - REJECTED_DAYS * 86_400_000);
}
