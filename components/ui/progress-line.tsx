import { cx } from "./cx";

/** A thin moving line at the top edge of a card whose new numbers are on their way. */
export function ProgressLine({ active, className }: { active: boolean; className?: string }) {
  if (!active) return null;
  return (
    <div aria-hidden className={cx("absolute inset-x-0 top-0 h-0.5 overflow-hidden rounded-t-lg", className)}>
      <div className="h-full w-1/4 animate-progress bg-link motion-reduce:w-full" />
    </div>
  );
}
