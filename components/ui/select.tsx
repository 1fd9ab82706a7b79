"use client";

import { ChevronDown } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { cx } from "./cx";
import { onDemand } from "./on-demand";
import { PopupPlace, PopupRoot } from "./popup";
import { DialogTriggerButton } from "./popup-trigger";

const Body = onDemand(() => import("./select-body").then((module) => module.SelectBody));

export interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean;
  /** Why the option cannot be chosen, or what it means. */
  hint?: string;
}

export interface SelectProps {
  value: string;
  onValueChange: (value: string) => void;
  options: readonly SelectOption[];
  /** The accessible name. With `showLabel` it also stands before the value. */
  label: string;
  showLabel?: boolean;
  placeholder?: string;
  disabled?: boolean;
  id?: string;
  className?: string;
}

/** A choice of many. The list comes with the first opening; letters choose without it. */
export function Select(props: SelectProps) {
  const { value, onValueChange, options, label, showLabel, placeholder, disabled, id, className } = props;
  const [open, setOpen] = useState(false);
  const chosen = options.find((option) => option.value === value);
  const type = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = nextByLetter(options, value, event.key);
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp" && !next) return;
    event.preventDefault();
    if (next) onValueChange(next.value);
    else setOpen(true);
  };
  return (
    <PopupRoot open={open} onOpenChange={setOpen}>
      <DialogTriggerButton
        body={Body}
        role="combobox"
        aria-haspopup="listbox"
        aria-autocomplete="none"
        aria-label={label}
        id={id}
        disabled={disabled}
        data-placeholder={chosen ? undefined : ""}
        onKeyDown={type}
        className={cx(
          "inline-flex h-9 max-w-full items-center gap-1.5 rounded-md border border-input-border bg-card px-3 text-sm",
          "hover:bg-hover disabled:cursor-not-allowed disabled:opacity-50 pointer-coarse:h-11",
          className,
        )}
      >
        {showLabel && <span className="text-axis">{label}</span>}
        <span className="truncate">{chosen?.label ?? placeholder}</span>
        <ChevronDown aria-hidden className="ml-auto size-4 shrink-0 text-axis" />
      </DialogTriggerButton>
      <PopupPlace>
        <Body {...{ value, onValueChange, options }} />
      </PopupPlace>
    </PopupRoot>
  );
}

/** The next option, around the end, that begins with a letter. */
function nextByLetter(
  options: readonly SelectOption[],
  value: string,
  key: string,
): SelectOption | undefined {
  if (key.length !== 1 || key === " ") return undefined;
  const from = options.findIndex((option) => option.value === value) + 1;
  return [...options.slice(from), ...options.slice(0, from)].find(
    ({ disabled, label }) => !disabled && label.toLowerCase().startsWith(key.toLowerCase()),
  );
}
