"use client";

import { type ClassNames, DayPicker, type Modifiers } from "react-day-picker";
import { useNonce } from "@/components/ui/nonce";
import type { WeekStart } from "@/lib/domain/intervals";
import { FIRST_DAY } from "@/lib/domain/view/view-range";

/** Two days, or only the first of them while the second is being chosen. */
export type DraftRange = { start: string; end: string | null };

export interface CalendarProps {
  draft: DraftRange;
  today: string;
  weekStart: WeekStart;
  months: number;
  onDay: (day: string) => void;
}

// The picker works on instants; days are shown as UTC midnights, so no zone can move them.
const toDate = (day: string) => new Date(`${day}T00:00:00Z`);
const toDay = (date: Date) => new Date(date.getTime()).toISOString().slice(0, 10);

const longDate = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeZone: "UTC" });
/** "Sunday 22 November 2026, selected": the number on the button is a word of its name. */
const dayName = (date: Date, { selected, today }: Modifiers) =>
  `${longDate.format(date)}${today ? ", today" : ""}${selected ? ", selected" : ""}`;

const nav =
  "absolute top-0 z-10 inline-flex size-8 items-center justify-center rounded-md text-axis hover:bg-hover aria-disabled:opacity-40 pointer-coarse:size-11 [&_svg]:size-4 [&_svg]:fill-current";
const classNames: Partial<ClassNames> = {
  months: "relative flex w-fit gap-4",
  month: "flex flex-col gap-2",
  month_caption: "flex h-8 items-center justify-center text-sm font-medium pointer-coarse:h-11",
  nav: "absolute inset-x-0 top-0",
  button_previous: `${nav} left-0`,
  button_next: `${nav} right-0`,
  weekday: "size-9 text-xs font-normal text-axis pointer-coarse:size-11",
  day: "p-0 text-center text-sm",
  day_button:
    "inline-flex size-9 items-center justify-center rounded-md hover:bg-hover disabled:cursor-not-allowed disabled:text-muted disabled:opacity-50 pointer-coarse:size-11",
  outside: "invisible",
  today: "font-semibold underline underline-offset-4",
  range_start: "[&>button]:bg-accent! [&>button]:text-accent-text! bg-selected rounded-l-md",
  range_end: "[&>button]:bg-accent! [&>button]:text-accent-text! bg-selected rounded-r-md",
  range_middle: "bg-selected",
};

/** One or two months; what a click means is for the caller to decide. */
export default function Calendar({ draft, today, weekStart, months, onDay }: CalendarProps) {
  const nonce = useNonce();
  const last = toDate(draft.end ?? draft.start);
  const shownFrom = new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth() - (months - 1), 1));
  return (
    <DayPicker
      mode="range"
      timeZone="UTC"
      nonce={nonce}
      selected={{ from: toDate(draft.start), to: draft.end === null ? undefined : toDate(draft.end) }}
      onSelect={(_range, day) => onDay(toDay(day))}
      defaultMonth={shownFrom}
      numberOfMonths={months}
      startMonth={toDate(FIRST_DAY)}
      endMonth={toDate(today)}
      disabled={{ after: toDate(today) }}
      today={toDate(today)}
      weekStartsOn={weekStart === "monday" ? 1 : 0}
      labels={{ labelDayButton: dayName }}
      classNames={classNames}
    />
  );
}
