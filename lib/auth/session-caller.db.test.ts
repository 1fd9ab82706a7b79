import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { Db } from "@/db/client";
import { memberships, userSessions, users } from "@/db/schema";
import { asOperator } from "@/db/scope";
import { identify } from "@/lib/auth/request";
import { addMember } from "@/lib/services/members/add-member";
import { acmeAndGlobex, ask, MISSING, READ, signedIn } from "@/lib/testing/asking";
import { makeRequest, makeSession, makeUser } from "@/lib/testing/callers";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization } from "@/lib/testing/factories";
import { asProcessDatabase } from "@/lib/testing/process-database";

const database = useDatabase();

const inDatabase = (body: (db: Db) => Promise<void>) =>
  database.inTransaction((db) => asProcessDatabase(db, () => body(db)));

describe("a session cookie", () => {
  it("opens the first organization of its user, with the role from the database", () =>
    inDatabase(async (db) => {
      const { acme } = await acmeAndGlobex(db);
      const { cookie, user, sessionId } = await signedIn(db, { organization: acme, role: "finance" });
      const context = await ask(makeRequest("/", { cookie }));
      expect(acme.tenant).toMatchObject(context.tenant);
      expect(context.viewer).toMatchObject({ kind: "user", userId: user.id, role: "finance", sessionId });
      await asOperator(db, (tx) =>
        tx.update(memberships).set({ role: "admin" }).where(eq(memberships.userId, user.id)),
      );
      expect((await ask(makeRequest("/", { cookie }))).viewer).toMatchObject({ role: "admin" });
    }));

  it("opens the organization chosen in the browser, but never another's", () =>
    inDatabase(async (db) => {
      const { acme, globex } = await acmeAndGlobex(db);
      const other = await makeOrganization(db);
      const { cookie } = await signedIn(db, { organization: acme });
      const chose = (id: string) => ask(makeRequest("/", { cookie: `${cookie}; meterline_org=${id}` }));
      expect((await chose(globex.tenantId)).tenantId).toBe(acme.tenantId);
      expect((await chose("nonsense")).tenantId).toBe(acme.tenantId);
      const both = await signedIn(db, { organization: acme });
      await addMember(other, { userId: both.user.id, role: "admin" });
      const context = await ask(
        makeRequest("/", { cookie: `${both.cookie}; meterline_org=${other.tenantId}` }),
      );
      expect(context).toMatchObject({ tenantId: other.tenantId, viewer: { role: "admin" } });
      expect(
        (await ask(makeRequest("/", { cookie: both.cookie }), READ, other.tenantId.toUpperCase())).tenantId,
      ).toBe(other.tenantId);
    }));

  it.each([
    ["a stranger's", undefined],
    ["a missing", MISSING],
    ["a malformed", "globex"],
    ["an empty", ""],
  ])("answers %s organization like one that does not exist", (_, id) =>
    inDatabase(async (db) => {
      const { acme, globex } = await acmeAndGlobex(db);
      const { cookie } = await signedIn(db, { organization: acme, role: "owner" });
      const answer = ask(makeRequest("/", { cookie }), READ, id ?? globex.tenantId);
      await expect(answer).rejects.toMatchObject({
        code: "not_found",
        message: "There is nothing here for you.",
      });
    }),
  );

  it("lets an operator into every organization", () =>
    inDatabase(async (db) => {
      const { acme, globex } = await acmeAndGlobex(db);
      const { cookie } = await signedIn(db, { operator: true });
      const context = await ask(makeRequest("/", { cookie }), READ, globex.tenantId);
      expect(context).toMatchObject({ tenantId: globex.tenantId, viewer: { operator: true } });
      expect((await ask(makeRequest("/", { cookie }))).tenantId).toBe(acme.tenantId);
      await expect(ask(makeRequest("/", { cookie }), READ, MISSING)).rejects.toMatchObject({
        code: "not_found",
      });
    }));

  it("tells which role is needed", () =>
    inDatabase(async (db) => {
      const { acme } = await acmeAndGlobex(db);
      const { cookie } = await signedIn(db, { organization: acme, role: "member" });
      const answer = ask(makeRequest("/", { cookie }), { role: "finance", scope: "read" });
      await expect(answer).rejects.toMatchObject({ code: "forbidden", message: /role finance/ });
    }));

  const endings: Record<string, (tx: Db, userId: string) => Promise<unknown>> = {
    "its session is revoked": (tx, id) =>
      tx.update(userSessions).set({ revokedAt: new Date() }).where(eq(userSessions.userId, id)),
    "its session has expired": (tx, id) =>
      tx.update(userSessions).set({ expiresAt: new Date() }).where(eq(userSessions.userId, id)),
    "its user signed out everywhere": (tx, id) =>
      tx.update(users).set({ sessionVersion: 2 }).where(eq(users.id, id)),
    "its user is gone": (tx, id) => tx.delete(users).where(eq(users.id, id)),
  };
  it.each(Object.entries(endings))("is worth nothing once %s", (_, end) =>
    inDatabase(async (db) => {
      const { acme } = await acmeAndGlobex(db);
      const { cookie, user } = await signedIn(db, { organization: acme });
      await asOperator(db, (tx) => end(tx, user.id));
      await expect(identify(makeRequest("/", { cookie }))).rejects.toMatchObject({ code: "unauthorized" });
    }),
  );

  it("is refused when it is forged or belongs to someone else's session", () =>
    inDatabase(async (db) => {
      const { acme } = await acmeAndGlobex(db);
      const { cookie } = await signedIn(db, { organization: acme });
      for (const wrong of [undefined, "x=y", `${cookie.slice(0, -3)}abc`, cookie.split(".")[0]])
        await expect(identify(makeRequest("/", { cookie: wrong }))).rejects.toMatchObject({
          code: "unauthorized",
        });
    }));

  it("notes when it was last seen, once a minute", () =>
    inDatabase(async (db) => {
      const { acme } = await acmeAndGlobex(db);
      const user = await makeUser(db, { organization: acme });
      const longAgo = new Date(Date.now() - 3_600_000);
      const { cookie } = await makeSession(db, user.id, longAgo);
      const seenAt = async () =>
        (
          await asOperator(db, (tx) => tx.select().from(userSessions).where(eq(userSessions.userId, user.id)))
        )[0]?.lastSeenAt.getTime();
      await identify(makeRequest("/", { cookie }));
      const first = await seenAt();
      expect(first).toBeGreaterThan(longAgo.getTime());
      await identify(makeRequest("/", { cookie }));
      expect(await seenAt()).toBe(first);
    }));

  it.each([
    ["another site", { "sec-fetch-site": "cross-site" }, false],
    [
      "a neighbour's subdomain",
      { "sec-fetch-site": "same-site", origin: "https://evil.example.test" },
      false,
    ],
    ["another origin", { origin: "https://evil.example" }, false],
    ["an opaque origin", { origin: "null" }, false],
    ["this site", { "sec-fetch-site": "same-origin", origin: "https://usage.example.test" }, true],
    ["this origin", { origin: "https://usage.example.test" }, true],
    ["no browser", {}, true],
  ])("may write when sent by %s: %#", (_, headers, allowed) =>
    inDatabase(async (db) => {
      const { acme } = await acmeAndGlobex(db);
      const { cookie } = await signedIn(db, { organization: acme });
      const written = identify(makeRequest("/", { method: "POST", cookie, headers }));
      if (allowed) await expect(written).resolves.toMatchObject({ kind: "session" });
      else await expect(written).rejects.toMatchObject({ code: "forbidden" });
      await expect(identify(makeRequest("/", { cookie, headers }))).resolves.toMatchObject({
        kind: "session",
      });
    }),
  );
});
