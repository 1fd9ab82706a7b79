import { expect, it } from "vitest";
import { apiKeyHashes } from "@/db/schema";
import { asOperator } from "@/db/scope";
import { apiKeyChange, apiKeyCreate, apiKeys } from "@/lib/contracts/api-keys";
import { changeApiKey } from "@/lib/services/api-keys/change-api-key";
import { createApiKey, createApiKeyFromRequest } from "@/lib/services/api-keys/create-api-key";
import { listApiKeys } from "@/lib/services/api-keys/list-api-keys";
import { revokeApiKey } from "@/lib/services/api-keys/revoke-api-key";
import { useDatabase } from "@/lib/testing/database";
import { makeContext, makeOrganization } from "@/lib/testing/factories";

const database = useDatabase();
const PAGE = { page: 1, limit: 50 };

it("shows a key once and stores its hash", () =>
  database.inTransaction(async (db) => {
    const acme = makeContext(await makeOrganization(db), { role: "admin" });
    const body = {
      name: "CI",
      scopes: ["read", "read", "ingest"] as const,
      expires_at: "2027-01-01T00:00:00+01:00",
    };
    const made = await createApiKeyFromRequest(acme, { body: { ...body, scopes: [...body.scopes] } });
    expect(apiKeyCreate.response.parse(made)).toMatchObject({
      name: "CI",
      scopes: ["ingest", "read"],
      expires_at: "2026-12-31T23:00:00.000Z",
      created_by: acme.viewer.kind === "user" ? acme.viewer.userId : "",
    });
    expect(made.key).toMatch(/^mk_live_[0-9a-f]{12}_[0-9a-f]{48}$/);
    const listed = apiKeys.response.parse(await listApiKeys(acme, PAGE));
    expect(JSON.stringify(listed)).not.toContain(made.key);
    expect(listed.api_keys[0]).toMatchObject({
      prefix: made.key.slice(0, 20),
      last_four: made.key.slice(-4),
    });
    const hashes = await asOperator(db, (tx) => tx.select().from(apiKeyHashes));
    expect(hashes.map(({ apiKeyId }) => apiKeyId)).toEqual([made.id]);
  }));

it("refuses an expiry in the past", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    const made = createApiKey(acme, {
      name: "Late",
      scopes: ["read"],
      expiresAt: new Date("2026-11-20T12:00:00Z"),
    });
    await expect(made).rejects.toMatchObject({ field: "expires_at" });
  }));

it("lists and revokes the organization's own keys only", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    const globex = await makeOrganization(db);
    const { id } = await createApiKey(acme, { name: "Ours", scopes: ["read"] });
    expect((await listApiKeys(globex, PAGE)).api_keys).toEqual([]);
    await expect(revokeApiKey(globex, { id })).rejects.toMatchObject({ code: "not_found" });
    expect((await listApiKeys(acme, PAGE)).pagination).toMatchObject({ total_items: 1, total_pages: 1 });
    await revokeApiKey(acme, { id });
    expect((await listApiKeys(acme, PAGE)).pagination).toMatchObject({ total_items: 0, total_pages: 0 });
    await expect(revokeApiKey(acme, { id })).rejects.toMatchObject({ code: "not_found" });
  }));

it("pages through keys, the newest first", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    for (const minute of [1, 2, 3])
      await createApiKey(
        { ...acme, now: new Date(`2026-11-20T12:0${minute}:00Z`) },
        { name: `${minute}`, scopes: ["read"] },
      );
    const page = await listApiKeys(acme, { page: 2, limit: 2 });
    expect(page.api_keys.map(({ name }) => name)).toEqual(["1"]);
    expect(page.pagination).toEqual({ page: 2, limit: 2, total_items: 3, total_pages: 2, next_cursor: null });
  }));

it("changes name, scopes and expiry one by one, and only of its own keys", () =>
  database.inTransaction(async (db) => {
    const [acme, globex] = [await makeOrganization(db), await makeOrganization(db)];
    const { id } = await createApiKey(acme, { name: "CI", scopes: ["read"] });
    const change = async (body: Parameters<typeof changeApiKey>[1]["body"]) =>
      apiKeyChange.response.parse(await changeApiKey(acme, { id, body }));
    expect(await change({ name: "Deploy" })).toMatchObject({
      name: "Deploy",
      scopes: ["read"],
      expires_at: null,
    });
    expect(await change({ scopes: ["ingest", "ingest"] })).toMatchObject({
      name: "Deploy",
      scopes: ["ingest"],
    });
    const later = "2027-01-01T00:00:00Z";
    expect(await change({ expires_at: later })).toMatchObject({ expires_at: "2027-01-01T00:00:00.000Z" });
    expect(await change({})).toMatchObject({ name: "Deploy", expires_at: "2027-01-01T00:00:00.000Z" });
    expect(await change({ expires_at: null })).toMatchObject({ expires_at: null });
    await expect(change({ expires_at: "2020-01-01T00:00:00Z" })).rejects.toMatchObject({
      field: "expires_at",
    });
    await expect(changeApiKey(globex, { id, body: { name: "Mine" } })).rejects.toMatchObject({
      code: "not_found",
    });
    await revokeApiKey(acme, { id });
    await expect(change({ name: "Back" })).rejects.toMatchObject({ code: "not_found" });
  }));
