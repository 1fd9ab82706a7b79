import { eq } from "drizzle-orm";
import { expect, it, vi } from "vitest";
import type { Db } from "@/db/client";
import { organizations, teams } from "@/db/schema";
import { asOperator } from "@/db/scope";
import { createApiKey } from "@/lib/services/api-keys/create-api-key";
import { cancelEvent } from "@/lib/services/events/cancel-event";
import { changeMeter } from "@/lib/services/meters/change-meter";
import { compactDays } from "@/lib/services/rollups/compact-days";
import { makeRequest, makeToken } from "@/lib/testing/callers";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { asProcessDatabase } from "@/lib/testing/process-database";
import { usage } from "@/lib/testing/usage-events";
import { GET as getGranular } from "./billing/usage/granular/route";
import { GET as getSeries } from "./billing/usage/route";

const database = useDatabase();
const PATH =
  "/api/billing/usage?start_date=2026-10-01&end_date=2026-10-31&interval=month&breakdowns=%5B%22type%22,%22team%22%5D";
const october = (team_id: string) => usage("2026-10-10T10:00:00Z", "compute", 5, { team_id });

it("a closed range is 304 until something in its answer changes, and then at once", () =>
  database.inTransaction((db) =>
    asProcessDatabase(db, async () => {
      const context = await makeOrganization(db);
      const bearer = await makeToken({ sub: "x", organization_id: context.tenantId, role: "member" });
      const { results } = await recordFixture(context, [october("web"), october("app")]);
      const ask = (headers = {}) =>
        getSeries(makeRequest(PATH, { bearer, headers }), { params: Promise.resolve({}) });
      let tag = (await ask()).headers.get("etag") ?? "";
      const expectSame = async () => expect((await ask({ "if-none-match": tag })).status).toBe(304);
      const expectAnother = async () => {
        const response = await ask({ "if-none-match": tag });
        expect([response.status, response.headers.get("etag") !== tag]).toEqual([200, true]);
        tag = response.headers.get("etag") ?? "";
        await expectSame();
      };
      await expectSame();
      await recordFixture(context, [usage("2026-11-10T10:00:00Z", "compute", 5)]);
      await compactDays(db);
      await expectSame();
      const changes = [
        () => recordFixture(context, [october("web")]),
        () => cancelEvent(context, { id: results[0]?.event_id ?? "" }),
        () => changeMeter(context, { key: "compute", body: { display_name: "CPU time" } }),
        () => asOperator(db, (tx) => tx.update(teams).set({ name: "Website" }).where(eq(teams.id, "web"))),
        () => changeOrganization(db, { customerId: "cus_2" }),
        () => changeOrganization(db, { weekStart: "sunday" }),
      ];
      for (const change of changes) {
        await change();
        await expectAnother();
      }
    }),
  ));

it("where nothing was written, the answer of a closed range is not even made", () =>
  database.inTransaction((db) =>
    asProcessDatabase(db, async () => {
      const context = await makeOrganization(db);
      const bearer = await makeToken({ sub: "x", organization_id: context.tenantId, role: "member" });
      await recordFixture(context, [october("web")]);
      const statusOf = async (tag: string, path = PATH) => {
        const headers = { "if-none-match": tag };
        const asked = makeRequest(path, { bearer, headers });
        return (await getSeries(asked, { params: Promise.resolve({}) })).status;
      };
      const tagOf = async (path = PATH) => {
        const answer = await getSeries(makeRequest(path, { bearer }), { params: Promise.resolve({}) });
        return answer.headers.get("etag") ?? "";
      };
      const tag = await tagOf();
      expect(tag).toMatch(/^W\/"[\w-]{27}\.[\w-]{27}"$/);
      // Of a tag whose first half is of no answer, only the version can be known again.
      const byVersion = `W/"nothing.${tag.slice(-28)}`;
      expect(await statusOf(byVersion)).toBe(304);
      expect(await statusOf(byVersion, `${PATH}&timezone=Asia%2FTokyo`)).toBe(200);
      await recordFixture(context, [usage("2026-11-10T10:00:00Z", "compute", 5)]);
      expect([await statusOf(byVersion), await statusOf(tag)]).toEqual([200, 304]);
      // A range that reaches to today changes with the clock.
      expect(await tagOf("/api/billing/usage?start_date=2026-10-01")).toMatch(/^W\/"[\w-]{27}"$/);
    }),
  ));

it("another process, as after an upgrade, trusts no version of an earlier one, and makes its own answer", () =>
  database.inTransaction((db) =>
    asProcessDatabase(db, async () => {
      const context = await makeOrganization(db);
      const bearer = await makeToken({ sub: "x", organization_id: context.tenantId, role: "member" });
      await recordFixture(context, [october("web")]);
      const asked = (tag = "") => makeRequest(PATH, { bearer, headers: { "if-none-match": tag } });
      const route = { params: Promise.resolve({}) };
      const [content, version] = tagParts(await getSeries(asked(), route));
      vi.resetModules();
      const { GET: ofAnother } = await import("./billing/usage/route");
      const answer = await ofAnother(asked(`W/"nothing.${version}"`), route);
      expect([answer.status, tagParts(answer)[0]]).toEqual([200, content]);
      expect(tagParts(answer)[1]).not.toBe(version);
      expect((await ofAnother(asked(`W/"${content}.${version}"`), route)).status).toBe(304);
    }),
  ));

const tagParts = (answer: Response) => (answer.headers.get("etag") ?? "").replace(/^W\/"|"$/g, "").split(".");

const changeOrganization = (db: Db, changed: Partial<typeof organizations.$inferInsert>) =>
  asOperator(db, (tx) => tx.update(organizations).set(changed));

it("every answer tells how long its parts took", async () => {
  const refused = await getGranular(makeRequest("/api/billing/usage/granular"), {
    params: Promise.resolve({}),
  });
  expect(refused.status).toBe(401);
  expect(refused.headers.get("server-timing")).toMatch(
    /^parse;dur=[\d.]+, auth;dur=[\d.]+, db;dur=[\d.]+, total;dur=[\d.]+$/,
  );
  const context = await makeOrganization(database.db);
  const { key: bearer } = await createApiKey(context, { name: "Reader", scopes: ["read"] });
  await asProcessDatabase(database.db, async () => {
    const answer = await getGranular(makeRequest("/api/billing/usage/granular", { bearer }), {
      params: Promise.resolve({}),
    });
    const told = answer.headers.get("server-timing") ?? "";
    const [db = 0, total = 0] = ["db", "total"].map((part) =>
      Number(new RegExp(`${part};dur=([\\d.]+)`).exec(told)?.[1]),
    );
    expect([answer.status, db > 0, db <= total]).toEqual([200, true, true]);
  });
});
