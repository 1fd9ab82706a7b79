import { expect, it } from "vitest";
import { createOrganization } from "@/lib/services/organizations/create-organization";
import { startCommand } from "@/lib/testing/command-line";
import { useDatabase } from "@/lib/testing/database";

const database = useDatabase();

const usage = (...args: string[]) =>
  startCommand(args, { DATABASE_URL: database.url, DATABASE_DRIVER: "pg" }).ended;

it("makes samples, proves them, refuses real organizations, and removes samples", {
  timeout: 180_000,
}, async () => {
  await createOrganization(database.db, { slug: "acme", name: "Acme" });
  const asked = ["generate", "--months", "1", "--seed", "3", "--until", "2026-02-28"];
  const first = await usage(...asked, "--json");
  expect(first).toMatchObject({ exitCode: 0, stderr: "" });
  const { accepted, ...made } = JSON.parse(first.stdout);
  expect(made).toMatchObject({ organization: "sample", from: "2026-02-01", events: accepted, duplicates: 0 });

  const second = await usage(...asked);
  expect(second.stdout).toContain("sample: samples of 2026-02-01 to 2026-02-28\n");
  expect(second.stdout).toMatch(/^accepted +0$/m);
  expect(await usage("verify")).toMatchObject({ exitCode: 0, stdout: "0 differences\n" });

  const refused = await usage("generate", "--remove", "--org", "acme");
  expect(refused).toMatchObject({ exitCode: 1, stdout: "" });
  expect(refused.stderr).toContain("acme was not made for samples");
  const tomorrow = await usage("generate", "--until", "2999-01-01");
  expect(tomorrow).toMatchObject({ exitCode: 2, stderr: "--until must be before today.\n" });

  expect(await usage("generate", "--remove")).toMatchObject({ exitCode: 0, stdout: "sample is removed.\n" });
  expect(await usage("generate", "--remove")).toMatchObject({ exitCode: 1, stdout: "" });
});

it("removes what has expired", { timeout: 60_000 }, async () => {
  const { exitCode, stdout } = await usage("cleanup", "--json");
  expect(JSON.parse(stdout)).toMatchObject({ removed: { rejected_events: 0, idempotency_keys: 0 } });
  expect(exitCode).toBe(0);
});
