import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { NoOrganization } from "@/components/account/no-organization";
import { CLOSED_ALERTS_COOKIE, closedAlerts } from "@/components/alerts/closed-alerts-cookie";
import { isCollapsed, SIDEBAR_COOKIE } from "@/components/shell/sidebar-cookie";
import { signedInCaller } from "@/lib/auth/viewer";
import { makeQueryClient } from "@/lib/queries/query-client";
import { listMyOrganizations } from "@/lib/services/accounts/list-my-organizations";
import { DashboardShell } from "./dashboard-shell";
import { readShell } from "./read-shell";

async function myOrganizations() {
  const { organizations } = await listMyOrganizations({ caller: await signedInCaller() });
  return { organizations, active: organizations.find(({ active }) => active) };
}

export async function generateMetadata(): Promise<Metadata> {
  const { active } = await myOrganizations();
  const place = active ? `${active.name} · Meterline` : "Meterline";
  return { title: { template: `%s · ${place}`, default: place } };
}

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const { name, email } = await signedInCaller();
  const { organizations, active } = await myOrganizations();
  if (!active) return <NoOrganization email={email} />;
  const jar = await cookies();
  const client = makeQueryClient();
  await readShell(client);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <DashboardShell
        organizations={organizations}
        activeId={active.id}
        user={{ name, email }}
        sidebarCollapsed={isCollapsed(jar.get(SIDEBAR_COOKIE)?.value)}
        closedAlerts={closedAlerts(jar.get(CLOSED_ALERTS_COOKIE)?.value)}
      >
        {children}
      </DashboardShell>
    </HydrationBoundary>
  );
}
