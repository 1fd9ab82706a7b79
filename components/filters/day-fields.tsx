"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { readDayText } from "@/lib/domain/view/day-text";
import { dayRange, type ResolvedView } from "@/lib/domain/view/view";

export interface DayFieldsProps {
  resolved: ResolvedView;
  onApply: (start: string, end: string) => void;
}

type Errors = { start?: string; end?: string };

/** The first and the last day as text; a text that is no day marks its field and changes nothing. */
export function DayFields({ resolved, onApply }: DayFieldsProps) {
  const { range, today, weekStart } = resolved;
  const [texts, setTexts] = useState({ start: range.start, end: range.end });
  const [errors, setErrors] = useState<Errors>({});

  const apply = (event: FormEvent) => {
    event.preventDefault();
    const start = readDayText(texts.start, today, weekStart);
    const end = readDayText(texts.end, today, weekStart);
    const found = findErrors(start, end, today);
    setErrors(found);
    if (start && end && !found.start && !found.end) onApply(start, end);
  };

  const field = (name: "start" | "end") => ({
    value: texts[name],
    error: errors[name],
    onChange: (event: { target: { value: string } }) =>
      setTexts((before) => ({ ...before, [name]: event.target.value })),
    autoComplete: "off",
    spellCheck: false,
    className: "w-36 max-sm:w-auto max-sm:flex-1",
  });
  return (
    <form onSubmit={apply} noValidate className="flex flex-wrap items-start gap-2">
      <Field label="First day" {...field("start")} />
      <Field label="Last day" {...field("end")} />
      <Button type="submit" variant="primary" className="mt-6">
        Apply
      </Button>
      <p className="w-full text-xs text-axis">Such as 2026-11-01, 1 Nov, -7d, now/M, yesterday</p>
    </form>
  );
}

const NO_DAY = "This is not a day";

function findErrors(start: string | null, end: string | null, today: string): Errors {
  if (start === null || end === null) {
    return { start: start === null ? NO_DAY : undefined, end: end === null ? NO_DAY : undefined };
  }
  if (end < start) return { end: "The last day is before the first" };
  if (start > today) return { start: "The first day is in the future" };
  return dayRange(start, end, today) === null ? { start: "Nothing is older than the year 2000" } : {};
}
