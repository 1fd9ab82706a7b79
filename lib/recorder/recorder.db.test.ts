import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createApiKey } from "@/lib/services/api-keys/create-api-key";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization } from "@/lib/testing/factories";
import { asProcessDatabase } from "@/lib/testing/process-database";
import { serveRoutes } from "@/lib/testing/route-server";
import { createRecorder, type RecorderProblem, servicesOf } from "./index";
import { openSpillFile } from "./spill-file";

const database = useDatabase();
const folder = mkdtempSync(join(tmpdir(), "recorder-"));
let server: Awaited<ReturnType<typeof serveRoutes>>;
beforeAll(async () => {
  server = await serveRoutes("api/billing/events");
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

it("counts events once when the process dies between sending them and the answer", async () => {
  const { db } = database;
  await asProcessDatabase(db, async () => {
    const context = await makeOrganization(db, { now: new Date() });
    const { key } = await createApiKey(context, { name: "Recorder", scopes: ["ingest"] });
    const [path, left] = [join(folder, "usage.ndjson"), join(folder, "left.ndjson")];
    const problems: RecorderProblem[] = [];
    const start = (send: typeof fetch, file: string) =>
      createRecorder({
        ...{ url: server.url, apiKey: key, fetch: send, spillFile: openSpillFile(file) },
        onError: (problem) => problems.push(problem),
      });

    let arrived = () => {};
    const stored = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const dying = start(async (address, init) => {
      const { signal: _, ...request } = init ?? {};
      expect(await (await fetch(address, request)).json()).toMatchObject({ accepted: 2 });
      arrived();
      // The process is gone: nobody reads this answer.
      return new Promise(() => {});
    }, path);
    const usage = servicesOf(dying);
    await usage.compute({ ms: 1500 }, { subject: "ann" });
    await usage.storage({ bytes: 500_000_000, hours: 3 });
    void dying.flush();
    await stored;

    // The lock of a process that is gone is taken over; this one lives, so its file is taken as it was left.
    copyFileSync(path, left);
    const next = start(fetch, left);
    await next.track("compute", "0.5");
    await next.track("nothing_like_it", 1);
    expect(await next.close()).toEqual({ unsent: 0 });
    const { rows } = await db.execute(sql`
      select usage_type, count(*)::int as events, trim_scale(sum(quantity))::text as quantity from usage_events
      where organization_id = ${context.tenantId} group by 1 order by 1`);
    expect(rows).toEqual([
      { usage_type: "compute", events: 2, quantity: "2" },
      { usage_type: "storage_hours", events: 1, quantity: "1.5" },
    ]);
    expect(problems).toMatchObject([{ kind: "rejected", code: "no_meter" }]);
    expect(openSpillFile(left).events).toEqual([]);
  });
});
