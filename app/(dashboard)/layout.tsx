import type { Metadata } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { NoOrganization } from "@/components/account/no-organization";
import { isCollapsed, SIDEBAR_COOKIE } from "@/components/shell/sidebar-cookie";
import { signedInCaller } from "@/lib/auth/viewer";
import { listMyOrganizations } from "@/lib/services/accounts/list-my-organizations";
import { DashboardShell } from "./dashboard-shell";

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
  const sidebarCollapsed = isCollapsed((await cookies()).get(SIDEBAR_COOKIE)?.value);
  return (
    <DashboardShell
      organizations={organizations}
      activeId={active.id}
      user={{ name, email }}
      sidebarCollapsed={sidebarCollapsed}
    >
      {children}
    </DashboardShell>
  );
}
