import { expect, it } from "vitest";
import { imports } from "@/lib/contracts/imports";
import { listImports } from "@/lib/services/imports/list-imports";
import { finishImport } from "@/lib/services/imports/save-import";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization } from "@/lib/testing/factories";

const database = useDatabase();
const entry = { file: "access.log", source: "file:access.log", kind: "requests", shiftWeeks: 601 };
const tally = { read: 10, accepted: 8, duplicates: 1, conflicts: 0, skipped: 0, rejected: 1, stored: 9 };

it("lists the loaded files of the organization and of no other", () =>
  database.inTransaction(async (db) => {
    const [acme, globex] = [await makeOrganization(db), await makeOrganization(db)];
    await finishImport(acme, entry, tally);
    await finishImport(globex, { ...entry, file: "theirs.csv", shiftWeeks: 0 }, tally);
    const answer = await listImports(acme, {});
    expect(imports.response.parse(answer)).toEqual(answer);
    expect(answer.imports).toMatchObject([
      { file: "access.log", shift_weeks: 601, read: 10, accepted: 9, rejected: 1, events: 9 },
    ]);
  }));

it("is empty where nothing was loaded", () =>
  database.inTransaction(async (db) => {
    expect(await listImports(await makeOrganization(db), {})).toEqual({ imports: [] });
  }));
