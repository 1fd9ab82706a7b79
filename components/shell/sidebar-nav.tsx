"use client";

import { usePathname } from "next/navigation";
import { cx } from "@/components/ui/cx";
import { PageLink } from "@/components/ui/page-link";
import { isCurrent, type NavigationGroup } from "./navigation";
import { SR_ONLY_ON_RAIL } from "./rail";

export interface SidebarNavProps {
  groups: readonly NavigationGroup[];
  onNavigate?: () => void;
}

export function SidebarNav({ groups, onNavigate }: SidebarNavProps) {
  const pathname = usePathname();
  return (
    <nav aria-label="Main" className="flex flex-col gap-2">
      {groups.map((group, index) => (
        <ul
          key={group.map((item) => item.href).join()}
          className={cx("flex flex-col gap-0.5", index > 0 && "border-t pt-2")}
        >
          {group.map(({ href, label, icon: Icon }) => {
            const current = isCurrent(href, pathname);
            return (
              <li key={href}>
                <PageLink
                  href={href}
                  aria-current={current ? "page" : undefined}
                  title={label}
                  onClick={onNavigate}
                  className={cx(
                    "flex h-9 items-center gap-2.5 rounded-md px-2.5 text-sm pointer-coarse:h-11",
                    current
                      ? "bg-selected font-medium text-link"
                      : "text-axis hover:bg-hover hover:text-text",
                  )}
                >
                  <Icon aria-hidden className="size-4 shrink-0" />
                  <span className={cx("truncate", SR_ONLY_ON_RAIL)}>{label}</span>
                </PageLink>
              </li>
            );
          })}
        </ul>
      ))}
    </nav>
  );
}
