"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import type { DraftRange } from "@/components/filters/calendar";
import { DayFields } from "@/components/filters/day-fields";
import { PRESET_WORDS } from "@/components/filters/range-words";
import { useSingleKeysSetting } from "@/components/filters/single-keys";
import { cx } from "@/components/ui/cx";
import { Kbd } from "@/components/ui/kbd";
import { Skeleton } from "@/components/ui/skeleton";
import type { ResolvedView } from "@/lib/domain/view/view";
import { PRESETS, type RangeChoice } from "@/lib/domain/view/view-range";

const Calendar = dynamic(() => import("@/components/filters/calendar"), {
  ssr: false,
  loading: () => <Skeleton className="h-80 w-63 sm:w-130 pointer-coarse:w-77 sm:pointer-coarse:w-158" />,
});

export interface RangePanelProps {
  resolved: ResolvedView;
  months: number;
  /** A range was chosen; the panel may close. */
  onChoose: (choice: RangeChoice) => void;
}

/** Presets, two text fields and the calendar. A preset counts at once, days with the second click. */
export function RangePanel({ resolved, months, onChoose }: RangePanelProps) {
  const { range, today, weekStart, choice } = resolved;
  const [draft, setDraft] = useState<DraftRange>({ start: range.start, end: range.end });

  const pick = (day: string) => {
    if (draft.end !== null) return setDraft({ start: day, end: null });
    const [start, end] = day < draft.start ? [day, draft.start] : [draft.start, day];
    setDraft({ start, end });
    onChoose({ start, end });
  };

  return (
    <div className="flex gap-4 max-sm:flex-col">
      <PresetList current={"preset" in choice ? choice.preset : null} onChoose={onChoose} />
      <div className="flex flex-col gap-4 sm:w-min">
        <DayFields resolved={resolved} onApply={(start, end) => onChoose({ start, end })} />
        <Calendar draft={draft} today={today} weekStart={weekStart} months={months} onDay={pick} />
        <p role="status" className="min-h-4 text-xs text-axis">
          {draft.end === null && "Choose the last day"}
        </p>
      </div>
    </div>
  );
}

function PresetList(props: { current: string | null; onChoose: (choice: RangeChoice) => void }) {
  const [keysAreOn] = useSingleKeysSetting();
  return (
    <ul
      aria-label="Ranges"
      className="flex w-56 shrink-0 flex-col max-sm:grid max-sm:w-full max-sm:grid-cols-2"
    >
      {PRESETS.map((preset) => {
        const { label, key } = PRESET_WORDS[preset];
        return (
          <li key={preset}>
            <button
              type="button"
              aria-current={preset === props.current ? "true" : undefined}
              onClick={() => props.onChoose({ preset })}
              className={cx(
                "flex min-h-8 w-full items-center gap-2 rounded px-2 text-left text-sm hover:bg-hover pointer-coarse:min-h-11",
                preset === props.current && "bg-selected font-medium text-link",
              )}
            >
              <span className="flex-1">{label}</span>
              {key && keysAreOn && (
                <span className="max-sm:hidden">
                  <Kbd>{key}</Kbd>
                </span>
              )}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
