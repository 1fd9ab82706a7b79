import type { WeekStart } from "@/lib/domain/intervals";

declare const tenantBrand: unique symbol;
/** The id of an organization whose data the caller may see. Only `lib/auth/tenant.ts` makes one. */
export type TenantId = string & { readonly [tenantBrand]: true };

/** From the least to the most powerful. */
export const ROLES = ["member", "finance", "admin", "owner"] as const;
export type Role = (typeof ROLES)[number];

export const SCOPES = ["ingest", "read", "admin"] as const;
export type Scope = (typeof SCOPES)[number];

/** Who may call an endpoint: sessions and tokens need the role, API keys the scope. */
export type Access = { role: Role; scope: Scope };

/** Who asks: a signed-in user, an API key, or the product itself (jobs and the command line). */
export type Viewer =
  | {
      kind: "user";
      userId: string;
      email: string;
      name: string;
      role: Role;
      operator: boolean;
      sessionId: string | null;
    }
  | { kind: "api_key"; apiKeyId: string; scopes: readonly Scope[] }
  | { kind: "token"; subject: string; role: Role }
  | { kind: "system" };

/** The settings of an organization that reading and pricing depend on. */
export type Tenant = {
  id: TenantId;
  slug: string;
  name: string;
  customerId: string | null;
  timezone: string;
  weekStart: WeekStart;
  currency: string;
  billingAnchorDay: number;
};

/** Whether a role reaches another one. */
export function roleReaches(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}
