import { it } from "vitest";
import { useDatabase } from "@/lib/testing/database";
import { effort } from "@/lib/testing/effort";
import { checkModel } from "@/lib/testing/model/check-model";
import { usageCommands } from "@/lib/testing/model/usage-commands";

const database = useDatabase();

it(
  "whatever is sent, repeated, taken back, compacted and moved: totals are the model's, rollups the events'",
  {
    timeout: effort(300_000, 3_600_000),
  },
  () => checkModel({ database, commands: () => usageCommands(30), runs: effort(50, 1000) }),
);
