import type { Preset, RangeChoice, ViewRange } from "@/lib/domain/view/view-range";
import { formatDayRange } from "@/lib/format-time";

/** The name of a preset and the key that chooses it. */
export const PRESET_WORDS: Record<Preset, { label: string; key?: string }> = {
  "24h": { label: "Last 24 hours", key: "D" },
  today: { label: "Today so far" },
  "7d": { label: "Last 7 days", key: "W" },
  "30d": { label: "Last 30 days", key: "T" },
  "90d": { label: "Last 90 days", key: "9" },
  "12m": { label: "Last 12 months", key: "L" },
  mtd: { label: "Month to date", key: "M" },
  "last-month": { label: "Last month" },
  qtd: { label: "Quarter to date", key: "Q" },
  ytd: { label: "Year to date", key: "Y" },
  "last-week": { label: "Last week" },
  period: { label: "Current billing period", key: "B" },
  "last-period": { label: "Previous billing period" },
};

/** "24 Oct – 22 Nov", with years when they are not this one. */
export function datesInWords(range: ViewRange, today: string): string {
  return formatDayRange(range.start, range.end, { year: range.end.slice(0, 4) !== today.slice(0, 4) });
}

/** "Last 30 days", or the dates of two chosen days. */
export function rangeInWords(choice: RangeChoice, range: ViewRange, today: string): string {
  return "preset" in choice ? PRESET_WORDS[choice.preset].label : datesInWords(range, today);
}
