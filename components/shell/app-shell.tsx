import type { ReactNode } from "react";
import { Brand } from "./brand";
import { MobileNav } from "./mobile-nav";
import type { NavigationGroup } from "./navigation";
import { Sidebar } from "./sidebar";
import { SkipLink } from "./skip-link";
import { ThemeToggle } from "./theme-toggle";

export interface AppShellProps {
  groups: readonly NavigationGroup[];
  sidebarCollapsed: boolean;
  organizationSwitcher: ReactNode;
  userMenu: ReactNode;
  /** Health, version, quotas near their limit. */
  sidebarFooter?: ReactNode;
  /** Pages, each in a PageFrame. */
  children: ReactNode;
}

/** The sidebar and, on phones, the bar with the menu button, around every page of the dashboard. */
export function AppShell(props: AppShellProps) {
  const { groups, sidebarCollapsed, organizationSwitcher, userMenu, sidebarFooter, children } = props;
  const controls = (
    <>
      <ThemeToggle />
      {userMenu}
    </>
  );
  return (
    <div className="flex min-h-dvh">
      <SkipLink />
      <Sidebar
        groups={groups}
        initiallyCollapsed={sidebarCollapsed}
        header={organizationSwitcher}
        footer={sidebarFooter}
        controls={controls}
      />
      <div className="flex min-w-0 flex-1 flex-col">
        <section
          aria-label="Application"
          className="flex items-center gap-2 border-b bg-card px-1.5 py-1 sm:hidden"
          data-screen-only=""
        >
          <MobileNav groups={groups} header={organizationSwitcher} footer={sidebarFooter} />
          <Brand />
          <div className="ml-auto flex items-center">{controls}</div>
        </section>
        {children}
      </div>
    </div>
  );
}
