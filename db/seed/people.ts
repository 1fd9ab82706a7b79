import { eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { users } from "@/db/schema";
import { asOperator } from "@/db/scope";
import type { Role } from "@/lib/domain/viewer";
import { createUser } from "@/lib/services/accounts/create-user";
import { addMember } from "@/lib/services/members/add-member";

const PASSWORD = "demo";
type Person = { email: string; name: string; role: Role; organization: "acme" | "globex" };

const PEOPLE: readonly Person[] = [
  { email: "owner@acme.test", name: "Olivia Owner", role: "owner", organization: "acme" },
  { email: "admin@acme.test", name: "Adam Admin", role: "admin", organization: "acme" },
  { email: "finance@acme.test", name: "Fiona Finance", role: "finance", organization: "acme" },
  { email: "member@acme.test", name: "Max Member", role: "member", organization: "acme" },
  { email: "member@globex.test", name: "Mia Member", role: "member", organization: "globex" },
];
const OPERATOR = { email: "operator@meterline.test", name: "Otto Operator" };

export type SignIn = { email: string; password: string; role: Role | "operator" };

/** The people of the demo, each made once; a password that somebody changed stays changed. */
export async function seedPeople(
  db: Db,
  organizations: Record<"acme" | "globex", Context>,
): Promise<SignIn[]> {
  for (const { email, name, role, organization } of PEOPLE) {
    if (await findUser(db, email)) continue;
    const { id } = await createUser(db, { email, name, password: PASSWORD });
    await addMember(organizations[organization], { userId: id, role });
  }
  if (!(await findUser(db, OPERATOR.email))) {
    await createUser(db, { ...OPERATOR, password: PASSWORD, operator: true });
  }
  const signIns = PEOPLE.map(({ email, role }): SignIn => ({ email, password: PASSWORD, role }));
  return [...signIns, { email: OPERATOR.email, password: PASSWORD, role: "operator" }];
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
