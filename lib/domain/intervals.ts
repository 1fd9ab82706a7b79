export const INTERVALS = ["hour", "day", "week", "month", "billing_period"] as const;
export type Interval = (typeof INTERVALS)[number];

/** The intervals that statistics are told for. */
export const STATISTICS_INTERVALS = ["hour", "day", "week", "month"] as const;
export type StatisticsInterval = (typeof STATISTICS_INTERVALS)[number];

export const WEEK_STARTS = ["monday", "sunday"] as const;
export type WeekStart = (typeof WEEK_STARTS)[number];

/** More points than any screen shows; the limit keeps answers small and queries bounded. */
export const MAX_BUCKETS = 1000;
