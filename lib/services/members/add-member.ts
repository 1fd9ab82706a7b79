import "server-only";
import type { Context } from "@/db/context";
import { memberships } from "@/db/schema";
import { writeAsTenant } from "@/db/scope";
import type { Role } from "@/lib/domain/viewer";

/** Takes a user into the organization; one who is in it already gets the role. */
export async function addMember(
  { db, tenantId }: Pick<Context, "db" | "tenantId">,
  { userId, role }: { userId: string; role: Role },
): Promise<void> {
  await writeAsTenant(db, tenantId, (tx) =>
    tx
      .insert(memberships)
      .values({ organizationId: tenantId, userId, role })
      .onConflictDoUpdate({ target: [memberships.organizationId, memberships.userId], set: { role } }),
  );
}
