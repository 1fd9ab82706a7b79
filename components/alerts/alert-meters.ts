/** A meter as rules and quotas name it. */
export type AlertMeter = { key: string; name: string; unit: string };
