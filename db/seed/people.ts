import { eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { users } from "@/db/schema";
import { asOperator } from "@/db/scope";
import { DEMO_MEMBERS, DEMO_OPERATOR, DEMO_PASSWORD } from "@/lib/auth/demo-accounts";
import type { Role } from "@/lib/domain/viewer";
import { createUser } from "@/lib/services/accounts/create-user";
import { addMember } from "@/lib/services/members/add-member";

export type SignIn = { email: string; password: string; role: Role | "operator" };

/** The people of the demo, each made once; a password that somebody changed stays changed. */
export async function seedPeople(
  db: Db,
  organizations: Record<"acme" | "globex", Context>,
): Promise<SignIn[]> {
  for (const { email, name, role, organization } of DEMO_MEMBERS) {
    if (await findUser(db, email)) continue;
    await db.transaction(async (tx) => {
      const { id } = await createUser(tx, { email, name, password: DEMO_PASSWORD });
      await addMember({ ...organizations[organization], db: tx }, { userId: id, role });
    });
  }
  if (!(await findUser(db, DEMO_OPERATOR.email))) {
    await createUser(db, { ...DEMO_OPERATOR, password: DEMO_PASSWORD, operator: true });
  }
  const signIns = DEMO_MEMBERS.map(({ email, role }): SignIn => ({ email, password: DEMO_PASSWORD, role }));
  return [...signIns, { email: DEMO_OPERATOR.email, password: DEMO_PASSWORD, role: "operator" }];
}

async function findUser(db: Db, email: string): Promise<string | undefined> {
  const [user] = await asOperator(db, (tx) =>
    tx
      .select({ id: users.id })
      .from(users)
      .where(eq(sql`lower(${users.email})`, email)),
  );
  return user?.id;
}
