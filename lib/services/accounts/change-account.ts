import "server-only";
import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import { asOperator } from "@/db/scope";
import type { AccountContext } from "@/lib/auth/account";
import type { Account, AccountChangeInput } from "@/lib/contracts/account";

/** Changes the name that others see; a mail would have to be verified first. */
export async function changeAccount(
  { db, caller }: AccountContext,
  { body }: AccountChangeInput,
): Promise<Account> {
  await asOperator(db, (tx) => tx.update(users).set({ name: body.name }).where(eq(users.id, caller.userId)));
  return { id: caller.userId, email: caller.email, name: body.name };
}
