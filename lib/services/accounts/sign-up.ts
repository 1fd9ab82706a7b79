import "server-only";
import { randomBytes } from "node:crypto";
import type { Db } from "@/db/client";
import type { VisitorContext } from "@/lib/auth/account";
import { limitAttempts } from "@/lib/auth/attempts";
import { tenantIdFor } from "@/lib/auth/tenant";
import type { AccountSignUp, AccountSignUpInput } from "@/lib/contracts/account-sign-up";
import { env } from "@/lib/env";
import { ForbiddenError, LimitExceededError } from "@/lib/errors";
import { createUser, type NewUser } from "@/lib/services/accounts/create-user";
import { addMember } from "@/lib/services/members/add-member";
import { createOrganization } from "@/lib/services/organizations/create-organization";

const HOUR_MS = 60 * 60_000;
const signUps = limitAttempts(20, HOUR_MS);

export function signUpIsOpen(): boolean {
  return env().SIGN_UP === "open";
}

/** The name as a slug, told apart by a random end: slugs are global, names are not. */
function slugOf(name: string): string {
  const words = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40)
    .replace(/-+$/, "");
  return `${words || "organization"}-${randomBytes(3).toString("hex")}`;
}

/** A new user who owns a new organization: both or neither. */
export async function createOwner(db: Db, user: NewUser, organizationName: string) {
  return db.transaction(async (tx) => {
    const { id: userId } = await createUser(tx, user);
    const { id } = await createOrganization(tx, { slug: slugOf(organizationName), name: organizationName });
    await addMember({ db: tx, tenantId: tenantIdFor(id) }, { userId, role: "owner" });
    return { userId, organizationId: id };
  });
}

/** Opens an account and its organization, where the installation lets strangers in. */
export async function signUp(context: VisitorContext, { body }: AccountSignUpInput): Promise<AccountSignUp> {
  if (!signUpIsOpen())
    throw new ForbiddenError("Sign-up is closed here: ask an administrator for an account.");
  if (!signUps.take(context.address))
    throw new LimitExceededError("Too many accounts were opened from this address.", HOUR_MS / 1000);
  const { email, name, password, organization_name } = body;
  const { userId, organizationId } = await createOwner(
    context.db,
    { email, name, password },
    organization_name,
  );
  return { user_id: userId, organization_id: organizationId };
}
