"use client";

import { type MouseEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { onlySeries, toggleSeries } from "./prepare/hidden-series";
import { Swatch } from "./swatch";

export interface LegendItem {
  key: string;
  label: string;
  colour: string;
  /** The total, written. */
  total: string;
}

export interface ChartLegendProps {
  items: readonly LegendItem[];
  hidden: readonly string[];
  onHiddenChange: (hidden: string[]) => void;
  /** Hover and focus: the others fade. */
  onHighlight?: (key: string | null) => void;
}

const PHONE_ROWS = 4;

/** Toggle buttons: a click hides or shows, with Shift or Alt, or twice, leaves only this one. */
export function ChartLegend({ items, hidden, onHiddenChange, onHighlight }: ChartLegendProps) {
  const [unfolded, setUnfolded] = useState(false);
  const keys = items.map((item) => item.key);
  const press = (event: MouseEvent, key: string) => {
    // The second click of two undoes the first one's toggle and then leaves only this series.
    const only = event.shiftKey || event.altKey || event.detail === 2;
    onHiddenChange(only ? onlySeries(keys, hidden, key) : toggleSeries(hidden, key));
  };
  const anyHidden = keys.some((key) => hidden.includes(key));
  return (
    <div className="flex flex-wrap items-center gap-x-1 gap-y-0.5">
      <ul
        aria-label="Series"
        className="flex min-w-0 flex-col gap-0.5 max-sm:w-full sm:flex-row sm:flex-wrap"
      >
        {items.map((item, index) => (
          <li key={item.key} className={cx("min-w-0", index >= PHONE_ROWS && !unfolded && "max-sm:hidden")}>
            <LegendButton
              item={item}
              shown={!hidden.includes(item.key)}
              onPress={(event) => press(event, item.key)}
              onHighlight={onHighlight}
            />
          </li>
        ))}
      </ul>
      {items.length > PHONE_ROWS && !unfolded && (
        <Button variant="ghost" size="sm" className="sm:hidden" onClick={() => setUnfolded(true)}>
          Show all {items.length}
        </Button>
      )}
      {anyHidden && (
        <Button variant="ghost" size="sm" onClick={() => onHiddenChange([])}>
          Show all
        </Button>
      )}
    </div>
  );
}

interface LegendButtonProps {
  item: LegendItem;
  shown: boolean;
  onPress: (event: MouseEvent) => void;
  onHighlight?: (key: string | null) => void;
}

function LegendButton({ item, shown, onPress, onHighlight }: LegendButtonProps) {
  return (
    <button
      type="button"
      aria-pressed={shown}
      title="Click to hide or show; Shift-click for only this one"
      onClick={onPress}
      onPointerEnter={() => onHighlight?.(item.key)}
      onPointerLeave={() => onHighlight?.(null)}
      onFocus={() => onHighlight?.(item.key)}
      onBlur={() => onHighlight?.(null)}
      className="flex min-h-7 w-full max-w-full items-center gap-1.5 rounded px-2 text-left text-xs select-none hover:bg-hover pointer-coarse:min-h-11"
    >
      <Swatch colour={item.colour} hollow={!shown} />
      <span className={cx("max-w-56 truncate", !shown && "text-axis line-through")}>{item.label}</span>
      <span className="text-axis max-sm:ml-auto">{item.total}</span>
    </button>
  );
}
