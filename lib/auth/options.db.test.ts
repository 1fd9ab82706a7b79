import { eq } from "drizzle-orm";
import type { Account, AuthOptions, Session } from "next-auth";
import { describe, expect, it, vi } from "vitest";
import type { Db } from "@/db/client";
import { accounts, userSessions, users } from "@/db/schema";
import { asOperator } from "@/db/scope";
import { authOptions } from "@/lib/auth/options";
import type { SignUp } from "@/lib/auth/provider-account";
import { makeRequest, makeUser } from "@/lib/testing/callers";
import { useDatabase } from "@/lib/testing/database";
import { asProcessDatabase } from "@/lib/testing/process-database";

vi.mock("@/lib/auth/password-hash", async (original) => ({
  ...(await original<typeof import("@/lib/auth/password-hash")>()),
  passwordMatches: async (password: string, hash: string | null | undefined) =>
    Boolean(hash) && password === "right",
}));

const database = useDatabase();
const inDatabase = (body: (db: Db) => Promise<void>) =>
  database.inTransaction((db) => asProcessDatabase(db, () => body(db)));

const sent = (address = "192.0.2.1") =>
  makeRequest("/api/auth", {
    headers: { "x-forwarded-for": `10.0.0.1, ${address}`, "user-agent": "Browser" },
  });

function optionsOf(signUp?: SignUp, address?: string) {
  const options = authOptions(sent(address), signUp);
  const { signIn, jwt, session, redirect } = options.callbacks ?? {};
  if (!signIn || !jwt || !session || !redirect) throw new Error("a callback is missing");
  return { options, signIn, jwt, session, redirect };
}

function authorizeOf(options: AuthOptions) {
  const provider = options.providers.find(({ type }) => type === "credentials");
  if (!provider || !("authorize" in provider.options)) throw new Error("no credentials");
  return provider.options.authorize as (given: object) => Promise<{ id: string } | null>;
}

const byPassword: Account = { provider: "credentials", providerAccountId: "", type: "credentials" };
const byProvider: Account = { provider: "oidc", providerAccountId: "sub-1", type: "oauth" };
const session: Session = { expires: "2026-12-22T00:00:00.000Z" };

async function signInBy(account: Account, userId: string) {
  return optionsOf().jwt({ token: { name: "x" }, user: { id: userId }, account });
}

describe("a sign-in with mail and password", () => {
  it("gives the user or nothing, and stops an address that guesses", () =>
    inDatabase(async (db) => {
      const { id } = await makeUser(db, { email: "ada@example.test", password: "right" });
      const authorize = authorizeOf(optionsOf(undefined, "192.0.2.9").options);
      expect(await authorize({ email: "ada@example.test", password: "right" })).toEqual({ id });
      expect(await authorize({ email: "ada@example.test", password: "x".repeat(201) })).toBeNull();
      expect(await authorize({ email: "ada\u0000@example.test", password: "right" })).toBeNull();
      expect(await authorize({})).toBeNull();
      for (let i = 0; i < 49; i += 1) await authorize({ email: `${i}@example.test`, password: "guess" });
      await expect(authorize({ email: "ada@example.test", password: "right" })).rejects.toThrow(
        /^TooManyAttempts$/,
      );
      const elsewhere = authorizeOf(optionsOf(undefined, "192.0.2.10").options);
      expect(await elsewhere({ email: "ada@example.test", password: "right" })).toEqual({ id });
    }));

  it("leaves the user, the session and its version in the cookie, and a row that ends it", () =>
    inDatabase(async (db) => {
      const { id } = await makeUser(db, { name: "Ada", email: "ada@example.test" });
      const token = await signInBy(byPassword, id);
      const [row] = await asOperator(db, (tx) =>
        tx.select().from(userSessions).where(eq(userSessions.userId, id)),
      );
      expect(token).toEqual({ sub: id, sid: row?.id, sv: 1 });
      expect(row).toMatchObject({ userAgent: "Browser", ipAddress: "192.0.2.1", revokedAt: null });
      const { session: read, options } = optionsOf();
      const seen = {
        session,
        token,
        user: { id, email: "", emailVerified: null },
        newSession: null,
        trigger: "update",
      } as const;
      expect(await read(seen)).toEqual({
        user: { name: "Ada", email: "ada@example.test" },
        expires: session.expires,
      });
      await options.events?.signOut?.({ token, session });
      await expect(read(seen)).rejects.toThrow("The session has ended.");
    }));
});

describe("a sign-in by a provider", () => {
  const verified = { email: "ADA@example.test", email_verified: true, name: "Ada" };
  const allowed = (profile: object, signUp?: SignUp) =>
    optionsOf(signUp).signIn({ user: { id: "sub-1" }, account: byProvider, profile });

  it("finds a user by verified mail, and from then on by the account", () =>
    inDatabase(async (db) => {
      const { id } = await makeUser(db, { email: "ada@example.test" });
      expect(await allowed(verified)).toBe(true);
      expect(await signInBy(byProvider, "sub-1")).toMatchObject({ sub: id });
      await asOperator(db, (tx) =>
        tx.update(users).set({ email: "new@example.test" }).where(eq(users.id, id)),
      );
      expect(await allowed({ ...verified, email_verified: false })).toBe(true);
      expect(await signInBy(byProvider, "sub-1")).toMatchObject({ sub: id });
    }));

  it.each([
    ["an unverified mail", { ...verified, email_verified: false }],
    ["a mail that only says it is verified", { ...verified, email_verified: "true" }],
    ["no mail", { name: "Ada" }],
    ["a stranger's mail", { ...verified, email: "stranger@example.test" }],
  ])("keeps %s out while sign-up is closed", (_, profile) =>
    inDatabase(async (db) => {
      await makeUser(db, { email: "ada@example.test" });
      expect(await allowed(profile)).toBe("/sign-in?error=NoAccount");
      expect(await asOperator(db, (tx) => tx.select().from(accounts))).toEqual([]);
    }),
  );

  it("makes a new user where sign-up is open, for a verified mail only", () =>
    inDatabase(async () => {
      const signUp = vi.fn<SignUp>(async (tx, person) => (await makeUser(tx, person)).id);
      expect(await allowed({ ...verified, email_verified: false }, signUp)).toBe("/sign-in?error=NoAccount");
      expect(await allowed(verified, signUp)).toBe(true);
      expect(signUp.mock.calls.map(([, person]) => person)).toEqual([
        { email: "ADA@example.test", name: "Ada" },
      ]);
    }));

  it("tells no detail of a failure to the address bar", () =>
    inDatabase(async () => {
      const log = vi.spyOn(console, "error").mockImplementation(() => {});
      const broken: SignUp = async () => Promise.reject(new Error("secret detail"));
      await expect(allowed(verified, broken)).rejects.toThrow(/^Unavailable$/);
      expect(log).toHaveBeenCalledOnce();
      log.mockRestore();
    }));
});

it.each([
  ["/account?x=1", "https://usage.example.test/account?x=1"],
  ["https://usage.example.test/account", "https://usage.example.test/account"],
  ["https://usage.example.test.evil.example/", "https://usage.example.test/usage"],
  ["https://usage.example.test//evil.example", "https://usage.example.test/usage"],
  ["//evil.example", "https://usage.example.test/usage"],
])("never leads to another site: %s", async (url, to) => {
  expect(await optionsOf().redirect({ url, baseUrl: "https://usage.example.test" })).toBe(to);
});

it("keeps the session cookie from scripts, other sites and plain http", () => {
  const { cookies, useSecureCookies } = optionsOf().options;
  expect(useSecureCookies).toBe(true);
  expect(cookies?.sessionToken).toEqual({
    name: "__Secure-next-auth.session-token",
    options: { httpOnly: true, sameSite: "lax", path: "/", secure: true },
  });
});
