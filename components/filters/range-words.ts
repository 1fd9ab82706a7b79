import type { Preset, RangeChoice, ViewRange } from "@/lib/domain/view/view-range";
import { formatDayRange } from "@/lib/format-time";

/** The name of a preset, how it ends a sentence, and the key that chooses it. */
export const PRESET_WORDS: Record<Preset, { label: string; when: string; key?: string }> = {
  "24h": { label: "Last 24 hours", key: "D", when: "in the last 24 hours" },
  today: { label: "Today so far", when: "today so far" },
  "7d": { label: "Last 7 days", key: "W", when: "in the last 7 days" },
  "30d": { label: "Last 30 days", key: "T", when: "in the last 30 days" },
  "90d": { label: "Last 90 days", key: "9", when: "in the last 90 days" },
  "12m": { label: "Last 12 months", key: "L", when: "in the last 12 months" },
  mtd: { label: "Month to date", key: "M", when: "this month so far" },
  "last-month": { label: "Last month", when: "last month" },
  qtd: { label: "Quarter to date", key: "Q", when: "this quarter so far" },
  ytd: { label: "Year to date", key: "Y", when: "this year so far" },
  "last-week": { label: "Last week", when: "last week" },
  period: { label: "Current billing period", key: "B", when: "in this billing period so far" },
  "last-period": { label: "Previous billing period", when: "in the previous billing period" },
};

/** "24 Oct – 22 Nov", with years when they are not this one. */
export function datesInWords(range: ViewRange, today: string): string {
  return formatDayRange(range.start, range.end, { year: range.end.slice(0, 4) !== today.slice(0, 4) });
}

/** "Last 30 days", or the dates of two chosen days. */
export function rangeInWords(choice: RangeChoice, range: ViewRange, today: string): string {
  return "preset" in choice ? PRESET_WORDS[choice.preset].label : datesInWords(range, today);
}

/** The end of a sentence: "in the last 30 days", "from 1 to 10 Nov". */
export function whenInWords(choice: RangeChoice, range: ViewRange, today: string): string {
  if ("preset" in choice) return PRESET_WORDS[choice.preset].when;
  const dates = datesInWords(range, today);
  return range.start === range.end ? `on ${dates}` : `from ${dates.replace(" – ", " to ")}`;
}
