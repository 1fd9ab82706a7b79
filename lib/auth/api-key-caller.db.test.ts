import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { Db } from "@/db/client";
import { apiKeys } from "@/db/schema";
import { asOperator } from "@/db/scope";
import { identify } from "@/lib/auth/request";
import { createApiKey } from "@/lib/services/api-keys/create-api-key";
import { revokeApiKey } from "@/lib/services/api-keys/revoke-api-key";
import { acmeAndGlobex, ask, MISSING, READ, signedIn } from "@/lib/testing/asking";
import { makeRequest } from "@/lib/testing/callers";
import { useDatabase } from "@/lib/testing/database";
import { asProcessDatabase } from "@/lib/testing/process-database";

const database = useDatabase();

const inDatabase = (body: (db: Db) => Promise<void>) =>
  database.inTransaction((db) => asProcessDatabase(db, () => body(db)));

describe("an API key", () => {
  it.each([
    [["read"], READ, true],
    [["read"], { role: "finance", scope: "read" }, true],
    [["read"], { role: "admin", scope: "read" }, false],
    [["read"], { role: "admin", scope: "admin" }, false],
    [["read"], { role: "member", scope: "ingest" }, false],
    [["admin"], { role: "admin", scope: "read" }, true],
    [["admin"], { role: "admin", scope: "admin" }, true],
    [["admin"], { role: "owner", scope: "admin" }, false],
    [["admin"], { role: "member", scope: "ingest" }, false],
    [["ingest"], { role: "admin", scope: "ingest" }, true],
    [["ingest"], READ, false],
  ] as const)("with %j for %j: %s", (scopes, access, allowed) =>
    inDatabase(async (db) => {
      const { acme } = await acmeAndGlobex(db);
      const { key } = await createApiKey(acme, { name: "Test", scopes });
      const answer = ask(makeRequest("/", { bearer: key, method: "POST" }), access);
      if (allowed) await expect(answer).resolves.toMatchObject({ tenantId: acme.tenantId });
      else await expect(answer).rejects.toMatchObject({ code: "forbidden" });
    }),
  );

  it("belongs to one organization", () =>
    inDatabase(async (db) => {
      const { acme, globex } = await acmeAndGlobex(db);
      const { key } = await createApiKey(acme, { name: "Test", scopes: ["read", "admin"] });
      const own = await ask(makeRequest("/", { bearer: key }), READ, acme.tenantId);
      expect(acme.tenant).toMatchObject(own.tenant);
      for (const id of [globex.tenantId, MISSING, "globex"])
        await expect(ask(makeRequest("/", { bearer: key }), READ, id)).rejects.toMatchObject({
          code: "not_found",
        });
    }));

  it("ends at once when it is revoked, and at its expiry", () =>
    inDatabase(async (db) => {
      const { acme } = await acmeAndGlobex(db);
      const { key, id } = await createApiKey(acme, { name: "Test", scopes: ["read"] });
      await identify(makeRequest("/", { bearer: key }));
      await revokeApiKey(acme, { id });
      await expect(identify(makeRequest("/", { bearer: key }))).rejects.toMatchObject({
        code: "unauthorized",
      });
      const short = await createApiKey(acme, {
        name: "Old",
        scopes: ["read"],
        expiresAt: new Date("2026-11-20T12:00:01Z"),
      });
      await asOperator(db, (tx) =>
        tx
          .update(apiKeys)
          .set({ expiresAt: new Date("2020-01-01T00:00:00Z") })
          .where(eq(apiKeys.id, short.id)),
      );
      await expect(identify(makeRequest("/", { bearer: short.key }))).rejects.toMatchObject({
        code: "unauthorized",
      });
    }));

  it("is refused with a changed secret, even beside a good cookie", () =>
    inDatabase(async (db) => {
      const { acme } = await acmeAndGlobex(db);
      const { key } = await createApiKey(acme, { name: "Test", scopes: ["read"] });
      const { cookie } = await signedIn(db, { organization: acme });
      for (const bearer of [`${key}0`, key.replace("mk_live_", "mk_test_"), "mk_live_", "mk_"])
        await expect(identify(makeRequest("/", { bearer, cookie }))).rejects.toMatchObject({
          code: "unauthorized",
        });
      const empty = makeRequest("/", { cookie, headers: { authorization: "Bearer" } });
      await expect(identify(empty)).rejects.toMatchObject({ code: "unauthorized" });
    }));

  it("notes its use once a minute", () =>
    inDatabase(async (db) => {
      const { acme } = await acmeAndGlobex(db);
      const { key, id } = await createApiKey(acme, { name: "Test", scopes: ["read"] });
      const usedAt = async () =>
        (await asOperator(db, (tx) => tx.select().from(apiKeys).where(eq(apiKeys.id, id))))[0]?.lastUsedAt;
      expect(await usedAt()).toBeNull();
      await identify(makeRequest("/", { bearer: key }));
      const first = await usedAt();
      expect(first).toBeInstanceOf(Date);
      await identify(makeRequest("/", { bearer: key }));
      expect(await usedAt()).toEqual(first);
    }));
});
