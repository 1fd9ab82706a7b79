import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { archivedSpans } from "@/db/schema";
import { asOperator, writeAsTenant } from "@/db/scope";
import { teams } from "@/lib/contracts/teams";
import { cancelEvent } from "@/lib/services/events/cancel-event";
import { recordEvents } from "@/lib/services/events/record-events";
import { compactDays } from "@/lib/services/rollups/compact-days";
import { changeTeam } from "@/lib/services/teams/change-team";
import { createTeam } from "@/lib/services/teams/create-team";
import { deleteTeam, TEAM_TABLES } from "@/lib/services/teams/delete-team";
import { listTeams } from "@/lib/services/teams/list-teams";
import { getUsageTotals } from "@/lib/services/usage/get-usage-totals";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { request, upload, usage } from "@/lib/testing/usage-events";

const database = useDatabase();
const PAGE = { page: 1, limit: 50 };
const WINDOW = { period_start: "2026-11-01T00:00:00Z", period_end: "2026-12-01T00:00:00Z" };

it("names teams, lists them by id, and keeps those of another organization to itself", () =>
  database.inTransaction(async (db) => {
    const [acme, globex] = [await makeOrganization(db), await makeOrganization(db)];
    await createTeam(acme, { body: { id: "web", name: "Website" } });
    await recordFixture(acme, [request("2026-11-02T10:00:00Z", { team_id: "ops" })]);
    await expect(createTeam(acme, { body: { id: "ops" } })).rejects.toMatchObject({ code: "conflict" });
    expect(await changeTeam(acme, { id: "ops", body: { name: "Operations" } })).toMatchObject({ id: "ops" });
    const page = teams.response.parse(await listTeams(acme, PAGE));
    expect(page.teams.map(({ id, name }) => [id, name])).toEqual([
      ["ops", "Operations"],
      ["web", "Website"],
    ]);
    expect(page.pagination.total_items).toBe(2);
    expect((await listTeams(globex, PAGE)).teams).toEqual([]);
    await expect(changeTeam(globex, { id: "ops", body: { name: "x" } })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(deleteTeam(globex, { id: "ops", confirm: "ops" })).rejects.toMatchObject({
      code: "not_found",
    });
  }));

it("deletes a team that has nothing without asking again", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    await createTeam(acme, { body: { id: "web" } });
    await deleteTeam(acme, { id: "web" });
    expect((await listTeams(acme, PAGE)).teams).toEqual([]);
  }));

it("deletes a team with its usage, and nothing of other teams and organizations", () =>
  database.inTransaction(async (db) => {
    const [acme, globex] = [await makeOrganization(db), await makeOrganization(db)];
    const events = (team_id?: string) => [
      upload("2026-11-02T10:00:00Z", { team_id, file_size: 100 }),
      request("2026-11-02T10:00:00Z", { team_id, bytes: 7 }),
      usage("2026-11-03T10:00:00Z", "compute", 2, { team_id }),
      usage("2026-11-03T10:00:00Z", "compute", 5, { team_id }),
    ];
    const web = events("web");
    await recordFixture(acme, [...web, ...events("ops"), ...events()]);
    await recordFixture(globex, events("web"));
    const [last] = (await recordEvents(acme, web.slice(3), { verbose: true })).results;
    await cancelEvent(acme, { id: last?.event_id ?? "" });
    await compactDays(db);

    for (const confirm of [undefined, "ops"])
      await expect(deleteTeam(acme, { id: "web", confirm })).rejects.toMatchObject({ field: "confirm" });
    await deleteTeam(acme, { id: "web", confirm: "web" });
    const totals = async (of: typeof acme) =>
      Object.fromEntries(
        (await getUsageTotals(of, { tenant_id: of.tenantId, ...WINDOW })).body.map((row) => [
          row.feature_key,
          row.quantity,
        ]),
      );
    // Of three equal teams two are left; of the other organization's one, one.
    expect(await totals(acme)).toEqual({
      api: "2",
      bandwidth: "14",
      compute: "14",
      file_uploads: "2",
      storage: "200",
    });
    expect(await totals(globex)).toEqual({
      api: "1",
      bandwidth: "7",
      compute: "7",
      file_uploads: "1",
      storage: "100",
    });
    for (const table of TEAM_TABLES) {
      const { rows } = await asOperator(db, (tx) =>
        tx.execute(
          sql`select from ${sql.identifier(table)} where organization_id = ${acme.tenantId} and team_id = 'web'`,
        ),
      );
      expect([table, rows.length]).toEqual([table, 0]);
    }
    await compactDays(db);
    expect(await totals(acme)).toMatchObject({ compute: "14" });

    // A retry of what was deleted does not bring it back; something new makes the team anew.
    expect(await recordEvents(acme, web)).toMatchObject({ accepted: 0, duplicates: 4 });
    await recordFixture(acme, [request("2026-11-04T10:00:00Z", { team_id: "web" })]);
    expect((await listTeams(acme, PAGE)).teams.map(({ id }) => id)).toEqual(["ops", "web"]);
  }));

it("refuses while an archive holds events of the team", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    await recordFixture(acme, [
      request("2026-01-10T10:00:00Z", { team_id: "web" }),
      request("2026-01-10T10:00:00Z", { team_id: "ops" }),
    ]);
    const span = { spanStart: new Date("2026-01-01T00:00Z"), spanEnd: new Date("2026-02-01T00:00Z") };
    const told = { organizationId: acme.tenantId, rowCount: 1, contents: {}, archivedAt: acme.now };
    const put = (reason: string) =>
      writeAsTenant(db, acme.tenantId, (tx) =>
        tx.insert(archivedSpans).values({ ...told, ...span, id: randomUUID(), reason }),
      );
    await put("retention");
    await deleteTeam(acme, { id: "ops", confirm: "ops" });
    await put("archive");
    await expect(deleteTeam(acme, { id: "web", confirm: "web" })).rejects.toThrow(
      /archive that begins on 2026-01-01/,
    );
  }));
