import type { ComponentProps } from "react";
import { cx } from "./cx";

/** The box that scrolls sideways so that the page never does; reachable by keyboard. */
export function TableScroll({ className, label, ...props }: ComponentProps<"section"> & { label: string }) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable without a mouse
      tabIndex={0}
      className={cx("relative max-w-full overflow-x-auto print:overflow-visible", className)}
      {...props}
    />
  );
}

export function Table({ className, ...props }: ComponentProps<"table">) {
  return <table className={cx("w-full text-sm", className)} {...props} />;
}

export function TableHead({ className, ...props }: ComponentProps<"th">) {
  return (
    <th
      scope="col"
      className={cx("h-9 border-b px-3 text-left text-xs font-medium whitespace-nowrap text-axis", className)}
      {...props}
    />
  );
}

export function TableRow({ className, ...props }: ComponentProps<"tr">) {
  return <tr className={cx("hover:bg-subtle", className)} {...props} />;
}

export function TableCell({ className, ...props }: ComponentProps<"td">) {
  return <td className={cx("h-9 border-b px-3 whitespace-nowrap", className)} {...props} />;
}
