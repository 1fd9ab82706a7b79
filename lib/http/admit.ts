import type { Context } from "@/db/context";
import { contextFor, type identify } from "@/lib/auth/request";
import type { Access } from "@/lib/domain/viewer";
import { limitRate } from "@/lib/http/rate-limit";

/** The context of a caller who may ask, and has not asked too often; every route of an organization begins here. */
export async function admit(
  caller: Awaited<ReturnType<typeof identify>>,
  access: Access,
  organizationId?: string,
): Promise<Context> {
  const context = await contextFor(caller, access, organizationId);
  limitRate(context, access);
  return context;
}
