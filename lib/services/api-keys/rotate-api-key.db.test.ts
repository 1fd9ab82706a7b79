import { expect, it } from "vitest";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { apiKeyCaller, forgetApiKeys } from "@/lib/auth/api-key-caller";
import { apiKeyRotate } from "@/lib/contracts/api-keys";
import { createApiKey } from "@/lib/services/api-keys/create-api-key";
import { listApiKeys } from "@/lib/services/api-keys/list-api-keys";
import { revokeApiKey } from "@/lib/services/api-keys/revoke-api-key";
import { rotateApiKey } from "@/lib/services/api-keys/rotate-api-key";
import { cleanup } from "@/lib/services/cleanup";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization } from "@/lib/testing/factories";
import { asProcessDatabase } from "@/lib/testing/process-database";

const database = useDatabase();

/** A test with an organization at the time of the process, which is what the look-up of a key asks for. */
const inDatabase = (body: (context: Context, db: Db) => Promise<void>) =>
  database.inTransaction((db) =>
    asProcessDatabase(db, async () => body(await makeOrganization(db, { now: new Date() }), db)),
  );
const works = async (context: Context, key: string) => {
  forgetApiKeys(context.tenantId);
  return (await apiKeyCaller(key)) !== undefined;
};
const rotate = async (context: Context, id: string, graceSeconds?: number) => {
  const body = graceSeconds === undefined ? undefined : { grace_seconds: graceSeconds };
  return apiKeyRotate.response.parse(await rotateApiKey(context, { id, body }));
};
const ago = (context: Context, seconds: number): Context => ({
  ...context,
  now: new Date(context.now.getTime() - seconds * 1000),
});

it("replaces the secret at once, and nothing else of the key", () =>
  inDatabase(async (context) => {
    const { key, ...made } = await createApiKey(context, { name: "CI", scopes: ["ingest"] });
    expect(await works(context, key)).toBe(true);
    const { key: second, old_secret_expires_at, ...rotated } = await rotate(context, made.id);
    expect(rotated).toEqual({ ...made, last_four: second.slice(-4), last_used_at: rotated.last_used_at });
    expect(old_secret_expires_at).toBe(context.now.toISOString());
    expect(second).not.toBe(key);
    expect([await works(context, key), await works(context, second)]).toEqual([false, true]);
    const { api_keys } = await listApiKeys(context, { page: 1, limit: 50 });
    expect(api_keys.map(({ last_four }) => last_four)).toEqual([second.slice(-4)]);
  }));

it("lets the old secret work for the grace period", () =>
  inDatabase(async (context, db) => {
    const { id, key } = await createApiKey(context, { name: "CI", scopes: ["read"] });
    const { key: second } = await rotate(context, id, 60);
    expect([await works(context, key), await works(context, second)]).toEqual([true, true]);
    // Rotated a minute and a second ago, the grace would be over.
    const { id: other, key: early } = await createApiKey(context, { name: "Other", scopes: ["read"] });
    await rotate(ago(context, 61), other, 60);
    expect(await works(context, early)).toBe(false);
    expect(await cleanup(db)).toMatchObject({ old_api_key_secrets: 1 });
    expect([await works(context, key), await works(context, second)]).toEqual([true, true]);
  }));

it("never lengthens the time of a secret that was replaced before", () =>
  inDatabase(async (context) => {
    const { id, key } = await createApiKey(context, { name: "CI", scopes: ["read"] });
    const { key: second } = await rotate(context, id);
    const { key: third } = await rotate(context, id, 3600);
    expect([await works(context, key), await works(context, second), await works(context, third)]).toEqual([
      false,
      true,
      true,
    ]);
    await revokeApiKey(context, { id });
    expect([await works(context, second), await works(context, third)]).toEqual([false, false]);
  }));

it("does not know foreign and revoked keys, and refuses expired ones", () =>
  inDatabase(async (context, db) => {
    const globex = await makeOrganization(db);
    const { id } = await createApiKey(context, { name: "CI", scopes: ["read"] });
    await expect(rotate(globex, id)).rejects.toMatchObject({ code: "not_found" });
    await revokeApiKey(context, { id });
    await expect(rotate(context, id)).rejects.toMatchObject({ code: "not_found" });
    const expiresAt = ago(context, 1).now;
    const late = await createApiKey(ago(context, 2), { name: "Late", scopes: ["read"], expiresAt });
    await expect(rotate(context, late.id)).rejects.toMatchObject({ code: "conflict" });
  }));
