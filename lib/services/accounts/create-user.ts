import "server-only";
import { randomUUID } from "node:crypto";
import type { Db } from "@/db/client";
import { users } from "@/db/schema";
import { asOperator } from "@/db/scope";
import { hashPassword } from "@/lib/auth/password-hash";
import { ConflictError } from "@/lib/errors";

export type NewUser = { email: string; name: string; password?: string; operator?: boolean };
export type User = { id: string; email: string; name: string };

/** A user of their own, not yet in any organization. A mail that is in use is a conflict. */
export async function createUser(db: Db, input: NewUser): Promise<User> {
  const passwordHash = input.password === undefined ? null : await hashPassword(input.password);
  const email = input.email.trim().toLowerCase();
  const rows = await asOperator(db, (tx) =>
    tx
      .insert(users)
      .values({ id: randomUUID(), email, name: input.name, passwordHash, operator: input.operator ?? false })
      .onConflictDoNothing()
      .returning({ id: users.id, email: users.email, name: users.name }),
  );
  if (!rows[0])
    throw new ConflictError("There is an account with this mail: sign in, or reset its password.");
  return rows[0];
}
