import { beforeAll, expect, it } from "vitest";
import { createOrganization } from "@/lib/services/organizations/create-organization";
import { startCommand } from "@/lib/testing/command-line";
import { useDatabase } from "@/lib/testing/database";

const database = useDatabase();
beforeAll(() => createOrganization(database.db, { slug: "acme", name: "Acme" }));
const usage = (...args: string[]) =>
  startCommand(args, { DATABASE_URL: database.url, DATABASE_DRIVER: "pg" }).ended;

it("makes a meter, lists it, and refuses what is none", { timeout: 120_000 }, async () => {
  const what = ["--unit", "token", "--event-type", "llm.call", "--value", "$.tokens"];
  const made = await usage(
    "meters",
    "create",
    "llm_tokens",
    ...what,
    "--group-by",
    "model=$.model",
    "--json",
  );
  expect(made).toMatchObject({ exitCode: 0, stderr: "" });
  const tokens = {
    ...{ key: "llm_tokens", display_name: "llm_tokens", unit: "token", aggregation: "sum" },
    ...{ event_type: "llm.call", value_property: "$.tokens", group_by: { model: "$.model" } },
  };
  expect(JSON.parse(made.stdout)).toMatchObject(tokens);
  const listed = await usage("meters", "list");
  expect(listed.stdout).toMatch(/^llm_tokens +llm_tokens +token +sum +llm.call +\$\.tokens$/m);
  expect(listed.stdout).toMatch(/^api +API requests +request +sum +usage +\$\.quantity$/m);
  const taken = await usage("meters", "create", "api");
  expect(taken).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("already") });
  const median = await usage("meters", "create", "x", "--aggregation", "median");
  expect(median.exitCode).toBe(2);
});
