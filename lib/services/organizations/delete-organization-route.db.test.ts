import { expect, it } from "vitest";
import { DELETE } from "@/app/api/billing/organizations/[tenant_id]/route";
import type { Db } from "@/db/client";
import { createApiKey } from "@/lib/services/api-keys/create-api-key";
import { acmeAndGlobex, ask, signedIn } from "@/lib/testing/asking";
import { makeRequest } from "@/lib/testing/callers";
import { useDatabase } from "@/lib/testing/database";
import { recordFixture } from "@/lib/testing/factories";
import { asProcessDatabase } from "@/lib/testing/process-database";
import { request } from "@/lib/testing/usage-events";

const database = useDatabase();
const inDatabase = (body: (db: Db) => Promise<void>) =>
  database.inTransaction((db) => asProcessDatabase(db, () => body(db)));

it("ends an organization for its owner, with its keys and for its members at once", () =>
  inDatabase(async (db) => {
    const { acme, globex } = await acmeAndGlobex(db);
    for (const one of [acme, globex]) await recordFixture(one, [request("2026-11-02T10:00:00Z")]);
    const owner = await signedIn(db, { organization: acme, role: "owner" });
    const admin = await signedIn(db, { organization: acme, role: "admin" });
    const { key } = await createApiKey(acme, { name: "All", scopes: ["ingest", "read", "admin"] });
    const other = await createApiKey(globex, { name: "All", scopes: ["read"] });
    const path = `/api/billing/organizations/${acme.tenantId}`;
    const params = Promise.resolve({ tenant_id: acme.tenantId });
    const send = async (caller: { cookie?: string; bearer?: string }, confirm?: string) => {
      const query = confirm === undefined ? "" : `?confirm=${confirm}`;
      return (await DELETE(makeRequest(`${path}${query}`, { method: "DELETE", ...caller }), { params }))
        .status;
    };
    const { slug } = acme.tenant;
    expect(await send({ cookie: admin.cookie }, slug)).toBe(403);
    expect(await send({ bearer: key }, slug)).toBe(403);
    expect(await send({ cookie: owner.cookie })).toBe(400);
    expect(await send({ cookie: owner.cookie }, globex.tenant.slug)).toBe(400);
    const asked = makeRequest("/", { bearer: key });
    expect((await ask(asked)).tenantId).toBe(acme.tenantId);

    expect(await send({ cookie: owner.cookie }, slug)).toBe(204);
    await expect(ask(asked)).rejects.toMatchObject({ code: "unauthorized" });
    await expect(ask(makeRequest("/", { cookie: owner.cookie }))).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await send({ cookie: owner.cookie }, slug)).toBe(404);
    expect((await ask(makeRequest("/", { bearer: other.key }))).tenantId).toBe(globex.tenantId);
  }));
