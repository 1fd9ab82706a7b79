import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { POST as signUp } from "@/app/api/account/sign-up/route";
import { POST as createKey } from "@/app/api/billing/api-keys/route";
import { POST as cancel } from "@/app/api/billing/events/[id]/cancel/route";
import type { Db } from "@/db/client";
import { apiKeys, idempotencyKeys } from "@/db/schema";
import { asOperator } from "@/db/scope";
import { rememberAnswer } from "@/lib/auth/remember-answer";
import { createApiKey } from "@/lib/services/api-keys/create-api-key";
import { cleanup } from "@/lib/services/cleanup";
import { eventId } from "@/lib/services/events/event-identity";
import { acmeAndGlobex, signedIn } from "@/lib/testing/asking";
import { makeRequest } from "@/lib/testing/callers";
import { useDatabase } from "@/lib/testing/database";
import { recordFixture } from "@/lib/testing/factories";
import { asProcessDatabase } from "@/lib/testing/process-database";
import { usage } from "@/lib/testing/usage-events";

vi.mock("@/lib/env", async (original) => {
  const real = await original<typeof import("@/lib/env")>();
  return { ...real, env: () => ({ ...real.env(), SIGN_UP: "open" }) };
});

const database = useDatabase();
const inDatabase = (body: (db: Db) => Promise<void>) =>
  database.inTransaction((db) => asProcessDatabase(db, () => body(db)));

type Sender = { bearer?: string; cookie?: string };

async function makeKey(sender: Sender, key: string | undefined, name = "CI") {
  const headers: Record<string, string> = key === undefined ? {} : { "idempotency-key": key };
  const body = { name, scopes: ["read"] };
  const request = makeRequest("/api/billing/api-keys", { method: "POST", body, headers, ...sender });
  const response = await createKey(request, { params: Promise.resolve({}) });
  return { status: response.status, body: await response.json() };
}

async function cancelEvent(sender: Sender, id: string, key: string) {
  const headers = { "idempotency-key": key };
  const request = makeRequest(`/api/billing/events/${id}/cancel`, { method: "POST", headers, ...sender });
  const response = await cancel(request, { params: Promise.resolve({ id }) });
  return {
    status: response.status,
    replayed: response.headers.get("idempotency-replayed"),
    body: await response.json(),
  };
}

const keysNamed = (db: Db, name: string) =>
  asOperator(db, (tx) => tx.select().from(apiKeys).where(eq(apiKeys.name, name)));

describe("a creation with an Idempotency-Key", () => {
  it("is answered again like the first time", () =>
    inDatabase(async (db) => {
      const { acme } = await acmeAndGlobex(db);
      const { key: bearer } = await createApiKey(acme, { name: "Admin", scopes: ["admin"] });
      const event = usage("2026-11-20T10:00:00Z", "ai_tokens", 5);
      await recordFixture(acme, [event]);
      const id = eventId("test", event.id);
      const first = await cancelEvent({ bearer }, id, "k-1");
      expect(first).toMatchObject({ status: 201, replayed: null, body: { event_id: id } });
      expect(await cancelEvent({ bearer }, id, "k-1")).toEqual({ ...first, replayed: "true" });
      expect(await cancelEvent({ bearer }, id, "k-2")).toMatchObject({ status: 409 });
    }));

  it("creates nothing again, and never tells a secret twice", () =>
    inDatabase(async (db) => {
      const { acme } = await acmeAndGlobex(db);
      const { cookie } = await signedIn(db, { organization: acme, role: "owner" });
      const first = await makeKey({ cookie }, "k-1");
      expect(first.status).toBe(201);
      const again = await makeKey({ cookie }, "k-1");
      expect(again).toMatchObject({ status: 409, body: { detail: expect.stringContaining("secret") } });
      expect(await keysNamed(db, "CI")).toHaveLength(1);
      const stored = await asOperator(db, (tx) => tx.select().from(idempotencyKeys));
      expect(JSON.stringify(stored)).not.toContain(first.body.key.slice(-20));
    }));

  it("is a conflict under the key of another request", () =>
    inDatabase(async (db) => {
      const { acme } = await acmeAndGlobex(db);
      const { cookie } = await signedIn(db, { organization: acme, role: "owner" });
      await makeKey({ cookie }, "k-1");
      const other = await makeKey({ cookie }, "k-1", "Other");
      expect(other).toMatchObject({
        status: 409,
        body: { detail: expect.stringContaining("another request") },
      });
      expect(await keysNamed(db, "Other")).toEqual([]);
    }));

  it("is each caller's own", () =>
    inDatabase(async (db) => {
      const { acme, globex } = await acmeAndGlobex(db);
      const senders: Sender[] = [
        await signedIn(db, { organization: acme, role: "owner" }),
        await signedIn(db, { organization: acme, role: "admin" }),
        { bearer: (await createApiKey(globex, { name: "Admin", scopes: ["admin"] })).key },
      ];
      for (const sender of senders) expect((await makeKey(sender, "same")).status).toBe(201);
      expect(await keysNamed(db, "CI")).toHaveLength(3);
    }));

  it("may be tried again after a failure, and without a key creates each time", () =>
    inDatabase(async (db) => {
      const { acme } = await acmeAndGlobex(db);
      const { cookie } = await signedIn(db, { organization: acme, role: "owner" });
      expect((await makeKey({ cookie }, "k-1", "")).status).toBe(400);
      expect((await makeKey({ cookie }, "k-1")).status).toBe(201);
      for (const _ of [1, 2]) expect((await makeKey({ cookie }, undefined)).status).toBe(201);
      expect(await keysNamed(db, "CI")).toHaveLength(3);
    }));

  it("opens one account for a stranger, and keeps no password", () =>
    inDatabase(async (db) => {
      const body = {
        email: "new@example.test",
        password: "long enough",
        name: "New",
        organization_name: "New",
      };
      const open = async (key: string) => {
        const headers = { "idempotency-key": key };
        const request = makeRequest("/api/account/sign-up", { method: "POST", body, headers });
        const response = await signUp(request, { params: Promise.resolve({}) });
        return { status: response.status, body: await response.json() };
      };
      const first = await open("k-1");
      expect(first.status).toBe(201);
      expect(await open("k-1")).toEqual(first);
      expect(await open("k-2")).toMatchObject({ status: 409, body: { code: "conflict" } });
      const stored = await asOperator(db, (tx) => tx.select().from(idempotencyKeys));
      expect(stored).toHaveLength(1);
      expect(JSON.stringify(stored)).not.toContain("long enough");
    }));

  it.each(["", "two words", "x".repeat(256)])("refuses the key %j", (key) =>
    inDatabase(async (db) => {
      const { acme } = await acmeAndGlobex(db);
      const { cookie } = await signedIn(db, { organization: acme, role: "owner" });
      expect(await makeKey({ cookie }, key)).toMatchObject({
        status: 400,
        body: { code: "invalid_parameter" },
      });
    }),
  );
});

describe("remembered answers", () => {
  const asked = { caller: "someone", key: "k", request: "make" };

  it("run the work once, however many ask at the same time", async () => {
    let runs = 0;
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => rememberAnswer(database.db, asked, async () => ({ run: ++runs }))),
    );
    expect(answers).toEqual([{ run: 1 }, { run: 1 }, { run: 1 }, { run: 1 }]);
  });

  it("do not outlive a failure", () =>
    database.inTransaction(async (db) => {
      const failing = rememberAnswer(db, { ...asked, key: "failing" }, async () => {
        throw new Error("gone");
      });
      await expect(failing).rejects.toThrow("gone");
      expect(await rememberAnswer(db, { ...asked, key: "failing" }, async () => "second")).toBe("second");
    }));

  it("are forgotten after a day", () =>
    database.inTransaction(async (db) => {
      const ask = (answer: string) => rememberAnswer(db, { ...asked, key: "old" }, async () => answer);
      expect([await ask("first"), await ask("second")]).toEqual(["first", "first"]);
      const yesterday = new Date(Date.now() - 24 * 3_600_000 - 1000);
      await asOperator(db, (tx) => tx.update(idempotencyKeys).set({ createdAt: yesterday }));
      expect(await ask("third")).toBe("third");
      await asOperator(db, (tx) => tx.update(idempotencyKeys).set({ createdAt: yesterday }));
      expect(await cleanup(db)).toMatchObject({ idempotency_keys: expect.any(Number) });
      expect(await asOperator(db, (tx) => tx.select().from(idempotencyKeys))).toEqual([]);
    }));
});
