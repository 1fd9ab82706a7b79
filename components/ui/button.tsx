import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { cx } from "./cx";

const variants = {
  primary: "bg-accent text-accent-text hover:opacity-90",
  secondary: "border border-input-border bg-card text-text hover:bg-hover",
  ghost: "text-text hover:bg-hover",
  danger: "bg-critical text-critical-text hover:opacity-90",
} as const;

const sizes = {
  sm: "h-8 px-2.5 text-xs",
  md: "h-9 px-3 text-sm",
} as const;

export interface ButtonProps extends ComponentProps<"button"> {
  variant?: keyof typeof variants;
  size?: keyof typeof sizes;
  /** Renders the only child (a link, say) with the look of a button. */
  asChild?: boolean;
}

export function Button({
  variant = "secondary",
  size = "md",
  asChild,
  className,
  type,
  ...props
}: ButtonProps) {
  const Component = asChild ? Slot.Root : "button";
  return (
    <Component
      type={asChild ? undefined : (type ?? "button")}
      className={cx(
        "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap",
        "disabled:cursor-not-allowed disabled:opacity-50 pointer-coarse:min-h-11",
        "[&_svg]:size-4 [&_svg]:shrink-0",
        variants[variant],
        sizes[size],
        className,
      )}
      {...props}
    />
  );
}
