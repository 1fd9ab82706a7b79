import { eq } from "drizzle-orm";
import { expect, it, vi } from "vitest";
import type { Db } from "@/db/client";
import { organizations, users } from "@/db/schema";
import { asOperator } from "@/db/scope";
import { changeAccount } from "@/lib/services/accounts/change-account";
import { createUser } from "@/lib/services/accounts/create-user";
import { listMyOrganizations } from "@/lib/services/accounts/list-my-organizations";
import { signUp } from "@/lib/services/accounts/sign-up";
import { switchOrganization } from "@/lib/services/accounts/switch-organization";
import { addMember } from "@/lib/services/members/add-member";
import { signedInContext, visitorContext } from "@/lib/testing/accounts";
import { makeUser } from "@/lib/testing/callers";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization } from "@/lib/testing/factories";
import { asProcessDatabase } from "@/lib/testing/process-database";

const settings = vi.hoisted((): { SIGN_UP: "open" | "closed" } => ({ SIGN_UP: "closed" }));
vi.mock("@/lib/env", async (original) => {
  const real = await original<typeof import("@/lib/env")>();
  return { ...real, env: () => ({ ...real.env(), ...settings }) };
});

const database = useDatabase();
const inDatabase = (body: (db: Db) => Promise<void>) =>
  database.inTransaction((db) => asProcessDatabase(db, () => body(db)));

const newcomer = {
  email: "new@example.test",
  password: "long enough",
  name: "New",
  organization_name: "Näw & Co.",
};

it("keeps strangers out unless sign-up is open", () =>
  inDatabase(async (db) => {
    settings.SIGN_UP = "closed";
    const tried = signUp(visitorContext(db), { body: newcomer });
    await expect(tried).rejects.toMatchObject({ code: "forbidden" });
  }));

it("opens an account that owns a new organization", () =>
  inDatabase(async (db) => {
    settings.SIGN_UP = "open";
    const { user_id, organization_id } = await signUp(visitorContext(db), { body: newcomer });
    const context = await signedInContext(db, { id: user_id, email: newcomer.email, name: "New" });
    const { organizations: mine } = await listMyOrganizations(context);
    expect(mine).toMatchObject([{ id: organization_id, name: "Näw & Co.", role: "owner", active: true }]);
    expect(mine[0]?.slug).toMatch(/^na-w-co-[0-9a-f]{6}$/);
  }));

it("leaves nothing behind when the mail is in use, in any spelling", () =>
  inDatabase(async (db) => {
    settings.SIGN_UP = "open";
    await makeUser(db, { email: "new@example.test" });
    const body = { ...newcomer, email: "NEW@example.test" };
    await expect(signUp(visitorContext(db), { body })).rejects.toMatchObject({ code: "conflict" });
    expect(await asOperator(db, (tx) => tx.select().from(organizations))).toEqual([]);
  }));

it("stores no password as it is, and none for people of a provider", () =>
  inDatabase(async (db) => {
    await createUser(db, { email: " Ada@Example.test ", name: "Ada", password: "demo" });
    await createUser(db, { email: "eve@example.test", name: "Eve" });
    const rows = await asOperator(db, (tx) => tx.select().from(users).orderBy(users.email));
    expect(rows.map(({ email }) => email)).toEqual(["ada@example.test", "eve@example.test"]);
    expect(rows[0]?.passwordHash).toMatch(/^scrypt\$/);
    expect(rows[1]?.passwordHash).toBeNull();
  }));

it("lists and switches between one's own organizations only", () =>
  inDatabase(async (db) => {
    const acme = await makeOrganization(db, { name: "Acme" });
    const globex = await makeOrganization(db, { name: "Globex" });
    const context = await signedInContext(db, await makeUser(db, { organization: acme, role: "admin" }));
    const listed = await listMyOrganizations(context);
    expect(listed.organizations).toMatchObject([{ name: "Acme", role: "admin", active: true }]);
    const choose = (organization_id: string) => switchOrganization(context, { body: { organization_id } });
    expect(await choose(acme.tenantId)).toMatchObject({ name: "Acme" });
    await expect(choose(globex.tenantId)).rejects.toMatchObject({ code: "not_found" });
    await expect(choose("globex")).rejects.toMatchObject({ code: "not_found" });
  }));

it("shows an operator every organization, their own with their own role", () =>
  inDatabase(async (db) => {
    const acme = await makeOrganization(db, { name: "Acme" });
    const globex = await makeOrganization(db, { name: "Globex" });
    const operator = await makeUser(db, { operator: true });
    await addMember(globex, { userId: operator.id, role: "member" });
    const context = await signedInContext(db, operator);
    expect((await listMyOrganizations(context)).organizations).toMatchObject([
      { name: "Acme", role: "owner", active: false },
      { name: "Globex", role: "member", active: true },
    ]);
    expect(await switchOrganization(context, { body: { organization_id: acme.tenantId } })).toMatchObject({
      id: acme.tenantId,
    });
  }));

it("changes the role of someone who is a member already", () =>
  inDatabase(async (db) => {
    const acme = await makeOrganization(db);
    const ada = await makeUser(db, { organization: acme, role: "member" });
    await addMember(acme, { userId: ada.id, role: "finance" });
    const { caller } = await signedInContext(db, ada);
    expect(caller.memberships.map(({ role }) => role)).toEqual(["finance"]);
  }));

it("changes the caller's own name and nobody else's", () =>
  inDatabase(async (db) => {
    const ada = await makeUser(db, { name: "Ada" });
    const eve = await makeUser(db, { name: "Eve" });
    const answer = await changeAccount(await signedInContext(db, ada), { body: { name: "Ada L." } });
    expect(answer).toEqual({ id: ada.id, email: ada.email, name: "Ada L." });
    const [other] = await asOperator(db, (tx) => tx.select().from(users).where(eq(users.id, eve.id)));
    expect(other?.name).toBe("Eve");
  }));
