import "server-only";
import type { Context } from "@/db/context";
import { tenantOfCustomer } from "@/lib/auth/tenant";
import { ForbiddenError } from "@/lib/errors";

/** The context of the organization with a billing id, for operators; the caller's own without one. */
export async function customerContext(context: Context, customerId: string | undefined): Promise<Context> {
  if (customerId === undefined || customerId === context.tenant.customerId) return context;
  const { viewer } = context;
  const sees = viewer.kind === "system" || (viewer.kind === "user" && viewer.operator);
  if (!sees) throw new ForbiddenError("Only operators may ask for another customer's events.");
  const tenant = await tenantOfCustomer(context.db, customerId);
  return { ...context, tenantId: tenant.id, tenant };
}
