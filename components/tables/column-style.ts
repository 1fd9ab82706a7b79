import type { CSSProperties } from "react";
import { cx } from "@/components/ui/cx";
import type { DataColumn } from "./prepare-columns";

/**
 * Place and width of a cell; the last sticky column throws a shadow once something lies under it. A number may be
 * wider than its column asks for: a cut number is a wrong number.
 */
export function columnStyle(
  { id, width, kind }: Pick<DataColumn<never>, "id" | "width" | "kind">,
  offsets: ReadonlyMap<string, number>,
  isScrolled: boolean,
): { className: string | undefined; style: CSSProperties } {
  const left = offsets.get(id);
  const size =
    width === undefined ? {} : { width, minWidth: width, maxWidth: kind === "number" ? undefined : width };
  if (left === undefined) return { className: undefined, style: size };
  const isLast = [...offsets.keys()].at(-1) === id;
  return {
    className: cx("sticky z-10", isLast && isScrolled && "shadow-[4px_0_6px_-3px_rgb(0_0_0/0.25)]"),
    style: { ...size, left },
  };
}
