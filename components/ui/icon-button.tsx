import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { cx } from "./cx";

export interface IconButtonProps extends Omit<ComponentProps<"button">, "children" | "aria-label"> {
  icon: LucideIcon;
  /** The accessible name; an icon alone says nothing. */
  label: string;
  bordered?: boolean;
}

export function IconButton({ icon: Icon, label, bordered, className, type, ...props }: IconButtonProps) {
  return (
    <button
      type={type ?? "button"}
      aria-label={label}
      className={cx(
        "inline-flex size-9 shrink-0 items-center justify-center rounded-md text-axis hover:bg-hover hover:text-text",
        "disabled:cursor-not-allowed disabled:opacity-40 pointer-coarse:size-11",
        bordered && "border border-input-border bg-card",
        className,
      )}
      {...props}
    >
      <Icon aria-hidden className="size-4" />
    </button>
  );
}
