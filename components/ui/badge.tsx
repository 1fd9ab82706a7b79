import { X } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx";

const tones = {
  neutral: "border-hairline text-axis",
  accent: "border-link text-link",
  success: "border-success text-success",
  warning: "border-warning text-warning",
  critical: "border-critical text-critical",
  exceeded: "border-exceeded text-exceeded",
} as const;

export type Tone = keyof typeof tones;

export interface BadgeProps {
  children: ReactNode;
  tone?: Tone;
  className?: string;
}

export function Badge({ children, tone = "neutral", className }: BadgeProps) {
  return (
    <span
      className={cx(
        "inline-flex min-h-5 items-center gap-1 rounded-full border px-2 text-xs font-medium whitespace-nowrap [&_svg]:size-3",
        tones[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}

export interface ChipProps {
  children: ReactNode;
  /** What pressing the cross does, such as "Remove filter Provider: aws". */
  removeLabel: string;
  onRemove: () => void;
}

/** A chosen value that can be taken away. */
export function Chip({ children, removeLabel, onRemove }: ChipProps) {
  return (
    <span className="inline-flex h-8 max-w-full items-center rounded-full border border-input-border bg-card pl-3 text-xs pointer-coarse:h-11">
      <span className="truncate">{children}</span>
      <button
        type="button"
        aria-label={removeLabel}
        onClick={onRemove}
        className="ml-0.5 inline-flex size-7 shrink-0 items-center justify-center rounded-full text-axis hover:bg-hover hover:text-text pointer-coarse:size-11"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </span>
  );
}
