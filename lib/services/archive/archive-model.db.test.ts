import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, it } from "vitest";
import { useDatabase } from "@/lib/testing/database";
import { effort } from "@/lib/testing/effort";
import { archiveCommands } from "@/lib/testing/model/archive-commands";
import { checkModel } from "@/lib/testing/model/check-model";

const database = useDatabase();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "meterline-archive-"));
});
afterAll(() => rm(folder, { recursive: true }));

it(
  "whatever is sent, taken back, archived and restored in any order: totals are the model's, rollups the events'",
  {
    timeout: effort(300_000, 3_600_000),
  },
  () => checkModel({ database, commands: () => archiveCommands(30, folder), runs: effort(50, 1000) }),
);
