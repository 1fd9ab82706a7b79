import "server-only";
import type { Role } from "@/lib/domain/viewer";
import { env } from "@/lib/env";

export const DEMO_PASSWORD = "demo";

type DemoUser = {
  email: string;
  name: string;
  label: string;
  /** Null for the platform's operator, who belongs to no organization. */
  membership: { slug: string; role: Role } | null;
};

const member = (slug: string, role: Role, name: string, label: string): DemoUser => ({
  email: `${role}@${slug}.test`,
  name,
  label,
  membership: { slug, role },
});

/** The people of the demo: the seed creates them, the sign-in page of a demo offers them. */
export const DEMO_USERS: readonly DemoUser[] = [
  member("acme", "owner", "Olivia Owner", "demo owner"),
  member("acme", "admin", "Adam Admin", "demo admin"),
  member("acme", "finance", "Fiona Finance", "demo finance"),
  member("acme", "member", "Max Member", "demo member"),
  member("globex", "member", "Grace Member", "Globex member"),
  { email: "operator@meterline.test", name: "Otto Operator", label: "demo operator", membership: null },
];

/** What the sign-in page may offer; nothing outside of a demo. */
export function demoAccounts(): { email: string; label: string; password: string }[] {
  if (env().DEMO_MODE !== "on") return [];
  return DEMO_USERS.map(({ email, label }) => ({ email, label, password: DEMO_PASSWORD }));
}
