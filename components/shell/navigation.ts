import type { LucideIcon } from "lucide-react";

/** A page in the sidebar; only pages that exist are listed. */
export interface NavigationItem {
  href: string;
  label: string;
  icon: LucideIcon;
}

/** Items between two rules. */
export type NavigationGroup = readonly NavigationItem[];

/** Whether a path is on a page or below it. */
export function isCurrent(href: string, pathname: string): boolean {
  return pathname === href || pathname.startsWith(`${href}/`);
}
