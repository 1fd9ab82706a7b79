"use client";

import { type ComponentProps, createContext, type KeyboardEvent, useContext, useRef } from "react";

interface RadioChoice {
  value: string | null;
  /** The one that the Tab key reaches. */
  entry: string | undefined;
  choose: (value: string) => void;
}

const RadioContext = createContext<RadioChoice | null>(null);

export interface RadioGroupProps extends Omit<ComponentProps<"div">, "onKeyDown" | "role" | "ref"> {
  /** Null where none is chosen. */
  value: string | null;
  onValueChange: (value: string) => void;
  /** What can be chosen, in the order of the items. */
  values: readonly string[];
}

/** One choice of a few: one tab stop, and arrow keys that move the focus and choose. */
export function RadioGroup({ value, onValueChange, values, ...props }: RadioGroupProps) {
  const ref = useRef<HTMLDivElement>(null);
  const entry = value !== null && values.includes(value) ? value : values[0];
  const move = (event: KeyboardEvent) => {
    const from = event.target instanceof HTMLElement ? event.target.dataset.value : undefined;
    const next = from === undefined ? undefined : neighbour(values, from, event.key);
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    event.preventDefault();
    onValueChange(next);
    const radios = ref.current?.querySelectorAll<HTMLElement>("[role=radio]") ?? [];
    [...radios].find(({ dataset }) => dataset.value === next)?.focus();
  };
  return (
    <RadioContext value={{ value, entry, choose: onValueChange }}>
      <div ref={ref} role="radiogroup" onKeyDown={move} {...props} />
    </RadioContext>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

function neighbour(values: readonly string[], from: string, key: string): string | undefined {
  const step = STEPS[key];
  const index = values.indexOf(from);
  return step === undefined || index === -1 ? undefined : values.at((index + step) % values.length);
}

export interface RadioProps extends Omit<ComponentProps<"button">, "onClick" | "role" | "value"> {
  value: string;
}

export function Radio({ value, ...props }: RadioProps) {
  const choice = useContext(RadioContext);
  const isChecked = choice?.value === value;
  return (
    // biome-ignore lint/a11y/useSemanticElements: an input cannot hold what a card of a meter shows
    <button
      type="button"
      role="radio"
      aria-checked={isChecked}
      data-state={isChecked ? "checked" : "unchecked"}
      data-value={value}
      tabIndex={choice?.entry === value ? 0 : -1}
      onClick={() => choice?.choose(value)}
      {...props}
    />
  );
}
