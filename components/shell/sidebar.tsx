"use client";

import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { type ReactNode, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Brand } from "./brand";
import type { NavigationGroup } from "./navigation";
import { HIDDEN_ON_RAIL } from "./rail";
import { sidebarCookie } from "./sidebar-cookie";
import { SidebarNav } from "./sidebar-nav";

export interface SidebarProps {
  groups: readonly NavigationGroup[];
  /** From the cookie, so that the first picture is right. */
  initiallyCollapsed: boolean;
  /** The organization switcher. */
  header?: ReactNode;
  /** Health, version, quotas near their limit. */
  footer?: ReactNode;
  /** Icon buttons at the bottom: theme, user menu. */
  controls?: ReactNode;
}

export function Sidebar({ groups, initiallyCollapsed, header, footer, controls }: SidebarProps) {
  const [collapsed, setCollapsed] = useState(initiallyCollapsed);
  const toggle = () => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
    document.cookie = sidebarCookie(!collapsed);
    setCollapsed(!collapsed);
  };
  return (
    <aside
      data-collapsed={collapsed}
      data-screen-only=""
      className="group/sidebar sticky top-0 flex h-dvh w-14 shrink-0 flex-col gap-3 border-r bg-card p-2 max-sm:hidden lg:w-60 lg:data-[collapsed=true]:w-14"
    >
      <div className="flex h-9 items-center pl-1.5">
        <Brand />
      </div>
      {header}
      <div className="min-h-0 flex-1 overflow-y-auto">
        <SidebarNav groups={groups} />
      </div>
      {footer && <div className={HIDDEN_ON_RAIL}>{footer}</div>}
      <div className="flex flex-col items-center gap-1 border-t pt-2 lg:group-data-[collapsed=false]/sidebar:flex-row">
        {controls}
        <IconButton
          icon={collapsed ? PanelLeftOpen : PanelLeftClose}
          label={collapsed ? "Expand sidebar" : "Collapse sidebar"}
          aria-expanded={!collapsed}
          onClick={toggle}
          className="max-lg:hidden lg:group-data-[collapsed=false]/sidebar:ml-auto"
        />
      </div>
    </aside>
  );
}
