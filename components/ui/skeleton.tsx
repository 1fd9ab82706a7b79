import type { ComponentProps } from "react";
import { cx } from "./cx";

export function Skeleton({ className, ...props }: ComponentProps<"div">) {
  return <div aria-hidden className={cx("animate-pulse rounded bg-hover", className)} {...props} />;
}
