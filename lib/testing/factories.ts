import { randomUUID } from "node:crypto";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { WEEK_STARTS } from "@/lib/domain/intervals";
import type { Tenant, TenantId, Viewer } from "@/lib/domain/viewer";
import { type RecordedEvents, recordEvents } from "@/lib/services/events/record-events";
import {
  createOrganization,
  type NewOrganization,
  type Organization,
} from "@/lib/services/organizations/create-organization";

/** Outside of tests only `lib/auth/tenant.ts` makes a tenant id; a test owns the organizations it creates. */
function asTenantId(id: string): TenantId {
  return id as TenantId;
}

function toTenant(organization: Organization): Tenant {
  const weekStart = WEEK_STARTS.find((start) => start === organization.weekStart) ?? "monday";
  return { ...organization, id: asTenantId(organization.id), weekStart };
}

/** A new organization with the built-in meters, seen by the product itself at a fixed instant. */
export async function makeOrganization(
  db: Db,
  overrides: Partial<NewOrganization> & { now?: Date } = {},
): Promise<Context> {
  const { now = new Date("2026-11-20T12:00:00Z"), ...settings } = overrides;
  const slug = `org-${randomUUID().slice(0, 8)}`;
  const tenant = toTenant(await createOrganization(db, { slug, name: "Example", ...settings }));
  return { db, viewer: { kind: "system" }, tenantId: tenant.id, tenant, now };
}

type UserViewer = Extract<Viewer, { kind: "user" }>;

/** The same organization seen by a signed-in user, a member unless told. */
export function makeContext(context: Context, overrides: Partial<UserViewer> = {}): Context {
  const viewer: UserViewer = {
    kind: "user",
    userId: randomUUID(),
    email: "someone@example.test",
    name: "Someone",
    role: "member",
    operator: false,
    sessionId: null,
    ...overrides,
  };
  return { ...context, viewer };
}

/** Records events that a test needs; fails when one of them is not accepted. */
export async function recordFixture(context: Context, events: readonly unknown[]): Promise<RecordedEvents> {
  const recorded = await recordEvents(context, events, { verbose: true });
  const refused = recorded.results.find(({ status }) => status !== "accepted");
  if (refused) throw new Error(`The fixture holds an event that is not accepted: ${JSON.stringify(refused)}`);
  return recorded;
}
