import type { UsageView } from "@/lib/domain/view/view";

const nothing = { include: [], exclude: [] };

/** What an address without parameters shows. */
export const DEFAULT_VIEW = {
  range: "30d",
  start: null,
  end: null,
  tz: null,
  interval: null,
  compare: "none",
  breakdown: [],
  type: nothing,
  team: nothing,
  provider: nothing,
  file_type: nothing,
  chart: "line",
  stack: true,
  cumulative: false,
  values: false,
  scale: "zero",
  hidden: [],
  sort: "-total",
} as const satisfies UsageView;
