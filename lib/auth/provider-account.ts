import "server-only";
import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { accounts, users } from "@/db/schema";
import { asOperator } from "@/db/scope";
import { hasEmail } from "@/lib/auth/credentials";

/** Who a sign-in provider says that someone is. */
export type ProviderIdentity = {
  provider: string;
  providerAccountId: string;
  /** Null unless the provider itself has verified the address. */
  verifiedEmail: string | null;
  name: string;
};

export type SignUp = (db: Db, person: { email: string; name: string }) => Promise<string>;

const isAccount = ({ provider, providerAccountId }: ProviderIdentity) =>
  and(eq(accounts.provider, provider), eq(accounts.providerAccountId, providerAccountId));

/** The user whom an identity belongs to. */
export async function userOfIdentity(db: Db, identity: ProviderIdentity): Promise<string | undefined> {
  const rows = await asOperator(db, (tx) =>
    tx.select({ userId: accounts.userId }).from(accounts).where(isAccount(identity)),
  );
  return rows[0]?.userId;
}

async function userOfEmail(db: Db, email: string): Promise<string | undefined> {
  const rows = await asOperator(db, (tx) => tx.select({ id: users.id }).from(users).where(hasEmail(email)));
  return rows[0]?.id;
}

/**
 * Lets a provider's user in: by an earlier sign-in, else by verified mail, else (where sign-up is open) as a new
 * user. An unverified mail would let anyone take over the account of whoever owns it.
 */
export async function admitIdentity(
  db: Db,
  identity: ProviderIdentity,
  signUp: SignUp | undefined,
): Promise<string | undefined> {
  const known = await userOfIdentity(db, identity);
  const email = identity.verifiedEmail;
  if (known || !email) return known;
  const userId = (await userOfEmail(db, email)) ?? (await signUp?.(db, { email, name: identity.name }));
  if (!userId) return undefined;
  const { provider, providerAccountId } = identity;
  await asOperator(db, (tx) =>
    tx.insert(accounts).values({ provider, providerAccountId, userId }).onConflictDoNothing(),
  );
  return userId;
}
