import { describe, expect, it } from "vitest";
import type { Db } from "@/db/client";
import { identify } from "@/lib/auth/request";
import { acmeAndGlobex, ask, READ } from "@/lib/testing/asking";
import { makeRequest, makeToken } from "@/lib/testing/callers";
import { useDatabase } from "@/lib/testing/database";
import { asProcessDatabase } from "@/lib/testing/process-database";

const database = useDatabase();

const inDatabase = (body: (db: Db) => Promise<void>) =>
  database.inTransaction((db) => asProcessDatabase(db, () => body(db)));

describe("a token", () => {
  const claimsOf = (organizationId: string, role = "finance") => ({
    sub: "svc",
    organization_id: organizationId,
    role,
  });

  it("speaks for its organization with its role", () =>
    inDatabase(async (db) => {
      const { acme, globex } = await acmeAndGlobex(db);
      const request = () => makeToken(claimsOf(acme.tenantId)).then((bearer) => makeRequest("/", { bearer }));
      const context = await ask(await request(), { role: "finance", scope: "read" });
      expect(context).toMatchObject({
        tenantId: acme.tenantId,
        viewer: { kind: "token", subject: "svc", role: "finance" },
      });
      await expect(ask(await request(), { role: "admin", scope: "admin" })).rejects.toMatchObject({
        code: "forbidden",
      });
      await expect(ask(await request(), READ, globex.tenantId)).rejects.toMatchObject({ code: "not_found" });
    }));

  it("is refused without its claims, expired, badly signed, or by another algorithm", () =>
    inDatabase(async (db) => {
      const { acme } = await acmeAndGlobex(db);
      const good = claimsOf(acme.tenantId);
      const token = await makeToken(good);
      const [header = "", payload = "", signature = ""] = token.split(".");
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
      const raised = part({ ...good, role: "owner", exp: 4_000_000_000 });
      const wrong = {
        expired: await makeToken(good, { expires: "-1s" }),
        "without expiry": await makeToken(good, { expires: null }),
        "without subject": await makeToken({ ...good, sub: undefined }),
        "without organization": await makeToken({ ...good, organization_id: undefined }),
        "without role": await makeToken({ ...good, role: undefined }),
        "with an unknown role": await makeToken(claimsOf(acme.tenantId, "operator")),
        "signed by another": await makeToken(good, { secret: "a secret that is somebody else's" }),
        "by another algorithm": await makeToken(good, {
          alg: "HS512",
          secret: "a secret for the tokens of tests".repeat(3),
        }),
        "alg none": `${part({ alg: "none" })}.${raised}.`,
        "alg none, signed": `${part({ alg: "none" })}.${raised}.${signature}`,
        tampered: `${header}.${raised}.${signature}`,
        "without signature": `${header}.${payload}.`,
        nonsense: "abc",
      };
      for (const [name, bearer] of Object.entries(wrong))
        await expect(identify(makeRequest("/", { bearer })), name).rejects.toMatchObject({
          code: "unauthorized",
        });
    }));
});
