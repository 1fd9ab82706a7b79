"use client";

import { Bell, BookOpen, ChartColumn, Coins, Settings } from "lucide-react";
import type { ReactNode } from "react";
import { leave } from "@/components/account/leave";
import { AlertBell } from "@/components/alerts/alert-bell";
import { ExceededBanner } from "@/components/alerts/exceeded-banner";
import { NearestQuotas } from "@/components/alerts/nearest-quotas";
import { AppShell } from "@/components/shell/app-shell";
import type { NavigationGroup } from "@/components/shell/navigation";
import { OrganizationSwitcher, type SwitchableOrganization } from "@/components/shell/organization-switcher";
import { UserMenu } from "@/components/shell/user-menu";
import { DropdownMenuItem } from "@/components/ui/dropdown-menu";
import { PageLink } from "@/components/ui/page-link";
import { toast } from "@/components/ui/toast-store";
import { addressAfterSwitch } from "@/lib/domain/view/address-after-switch";
import { useOrganizationSwitch } from "@/lib/queries/account";

const groups: readonly NavigationGroup[] = [
  [
    { href: "/usage", label: "Usage", icon: ChartColumn },
    { href: "/spend", label: "Spend", icon: Coins },
    { href: "/alerts", label: "Alerts", icon: Bell },
  ],
  [
    { href: "/docs/api", label: "API reference", icon: BookOpen },
    { href: "/settings", label: "Settings", icon: Settings },
  ],
];

export interface DashboardShellProps {
  organizations: readonly SwitchableOrganization[];
  activeId: string;
  user: { name: string; email: string };
  sidebarCollapsed: boolean;
  closedAlerts: readonly string[];
  children: ReactNode;
}

export function DashboardShell(props: DashboardShellProps) {
  const { organizations, activeId, user, closedAlerts, children, ...shell } = props;
  return (
    <AppShell
      groups={groups}
      organizationSwitcher={<Switcher organizations={organizations} activeId={activeId} />}
      userMenu={
        <>
          <AlertBell />
          <Account {...user} />
        </>
      }
      sidebarFooter={<NearestQuotas />}
      {...shell}
    >
      <ExceededBanner initiallyClosed={closedAlerts} />
      {children}
    </AppShell>
  );
}

function Switcher(props: Pick<DashboardShellProps, "organizations" | "activeId">) {
  const change = useOrganizationSwitch();
  const select = (id: string) =>
    change.mutate(id, {
      // A full load: the cache holds the other organization's numbers.
      onSuccess: () => window.location.assign(addressAfterSwitch(window.location)),
      onError: () => toast({ title: "The organization could not be changed", tone: "critical" }),
    });
  return (
    <OrganizationSwitcher {...props} onSelect={select} disabled={change.isPending || change.isSuccess} />
  );
}

function Account({ name, email }: DashboardShellProps["user"]) {
  return (
    <UserMenu name={name} email={email}>
      <DropdownMenuItem asChild>
        <PageLink href="/account">Account</PageLink>
      </DropdownMenuItem>
      <DropdownMenuItem onSelect={leave}>Sign out</DropdownMenuItem>
    </UserMenu>
  );
}
