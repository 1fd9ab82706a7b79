import type { Role, Scope, Tenant } from "@/lib/domain/viewer";

/** An organization that a caller belongs to, with what they may do in it. */
export type Membership = { tenant: Tenant; role: Role };

/** Who sends a request, before an organization is chosen. */
export type Caller =
  | {
      kind: "session";
      userId: string;
      email: string;
      name: string;
      operator: boolean;
      sessionId: string;
      memberships: readonly Membership[];
      /** The organization chosen last in this browser; not yet checked. */
      chosenId: string | undefined;
    }
  | { kind: "api_key"; apiKeyId: string; scopes: readonly Scope[]; tenant: Tenant }
  | { kind: "token"; subject: string; role: Role; organizationId: string };

export type SessionCaller = Extract<Caller, { kind: "session" }>;
