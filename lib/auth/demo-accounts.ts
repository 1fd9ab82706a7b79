import "server-only";
import type { Role } from "@/lib/domain/viewer";
import { env } from "@/lib/env";

export const DEMO_PASSWORD = "demo";

type DemoMember = { email: string; name: string; role: Role; organization: "acme" | "globex" };

/** The people of the demo: the seed creates them, the sign-in page of a demo offers them. */
export const DEMO_MEMBERS: readonly DemoMember[] = [
  { email: "owner@acme.test", name: "Olivia Owner", role: "owner", organization: "acme" },
  { email: "admin@acme.test", name: "Adam Admin", role: "admin", organization: "acme" },
  { email: "finance@acme.test", name: "Fiona Finance", role: "finance", organization: "acme" },
  { email: "member@acme.test", name: "Max Member", role: "member", organization: "acme" },
  { email: "member@globex.test", name: "Mia Member", role: "member", organization: "globex" },
];
/** Belongs to no organization and sees all. */
export const DEMO_OPERATOR = { email: "operator@meterline.test", name: "Otto Operator" };

/** What the sign-in page may offer; nothing outside of a demo. */
export function demoAccounts(): { email: string; label: string; password: string }[] {
  if (env().DEMO_MODE !== "on") return [];
  const labelOf = ({ role, organization }: DemoMember) =>
    organization === "acme" ? `demo ${role}` : `${role} of the other organization`;
  const members = DEMO_MEMBERS.map((member) => ({ email: member.email, label: labelOf(member) }));
  const all = [...members, { email: DEMO_OPERATOR.email, label: "demo operator" }];
  return all.map((account) => ({ ...account, password: DEMO_PASSWORD }));
}
