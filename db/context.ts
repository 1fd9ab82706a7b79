import type { Db } from "@/db/client";
import type { Tenant, TenantId, Viewer } from "@/lib/domain/viewer";

/** What every service gets first: who asks, for which organization, in which database, and when. */
export type Context = { db: Db; viewer: Viewer; tenantId: TenantId; tenant: Tenant; now: Date };
