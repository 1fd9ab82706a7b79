import type { ViewComparison } from "@/lib/domain/view/comparison";

/** What a comparison is called in the menu, and on the button that opens it. */
export const COMPARISON_WORDS: Record<ViewComparison, { label: string; short: string }> = {
  none: { label: "None", short: "Compare" },
  previous: { label: "Previous period", short: "Previous" },
  previous_weekday: { label: "Previous period (same weekdays)", short: "Weekdays" },
  previous_year: { label: "Previous year", short: "Year before" },
};
