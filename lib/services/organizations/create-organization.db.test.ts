import { describe, expect, it } from "vitest";
import { organizationSlugs } from "@/db/schema";
import { asOperator, readAsTenant } from "@/db/scope";
import { selectMeters } from "@/lib/selectors/meters/select-meters";
import { createMeter } from "@/lib/services/meters/create-meter";
import { listMeters } from "@/lib/services/meters/list-meters";
import { createOrganization } from "@/lib/services/organizations/create-organization";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization } from "@/lib/testing/factories";

const database = useDatabase();

describe("createOrganization", () => {
  it("opens an organization with its slug and the nine built-in meters", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db, { slug: "first", timezone: "Europe/Berlin" });
      expect(context.tenant).toMatchObject({ slug: "first", timezone: "Europe/Berlin", weekStart: "monday" });
      const slugs = await asOperator(db, (tx) => tx.select().from(organizationSlugs));
      expect(slugs).toEqual([{ slug: "first", organizationId: context.tenantId }]);
      const keys = (await listMeters(context)).map((meter) => meter.key);
      expect(keys).toEqual([
        "ai_tokens",
        "api",
        "bandwidth",
        "compute",
        "database",
        "file_uploads",
        "functions",
        "storage",
        "storage_hours",
      ]);
    }));

  it("refuses a slug that is taken, a slug that is no word and a zone that nobody knows", () =>
    database.inTransaction(async (db) => {
      await makeOrganization(db, { slug: "taken" });
      await expect(createOrganization(db, { slug: "taken", name: "B" })).rejects.toThrow(
        /another organization/,
      );
      await expect(createOrganization(db, { slug: "Not a slug", name: "B" })).rejects.toThrow(/lower-case/);
      const lost = createOrganization(db, { slug: "lost", name: "B", timezone: "Mars/Olympus" });
      await expect(lost).rejects.toThrow(/IANA time zone/);
    }));
});

describe("createMeter", () => {
  it("adds a meter that other organizations do not see", () =>
    database.inTransaction(async (db) => {
      const ours = await makeOrganization(db);
      const theirs = await makeOrganization(db);
      const meter = await createMeter(ours, { key: "cloud_gb", displayName: "GB", unit: "GB" });
      expect(meter).toMatchObject({ aggregation: "sum", eventType: "usage", valueProperty: "$.quantity" });
      expect(await listMeters(ours)).toContainEqual(meter);
      expect((await listMeters(theirs)).map(({ key }) => key)).not.toContain("cloud_gb");
      const foreign = await readAsTenant(db, theirs.tenantId, (tx) => selectMeters(tx, ours.tenantId));
      expect(foreign).toEqual([]);
    }));

  it.each([
    [{ key: "Cloud GB" }, "key"],
    [{ key: "api" }, "There is a meter with the key api already."],
    [{ key: "mine", eventType: "file_upload" }, "file_upload events feed"],
    [{ key: "mine", eventType: "llm.call", aggregation: "sum" as const }, "must name a property"],
    [{ key: "mine", eventType: "llm.call", valueProperty: "$..x" }, "must name a property"],
  ])("refuses %j", (wrong, sentence) =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      const made = createMeter(context, { displayName: "Mine", unit: "thing", ...wrong });
      await expect(made).rejects.toThrow(
        sentence === "key" ? "must begin with a letter and hold only a-z, 0-9 and _" : sentence,
      );
    }),
  );
});
