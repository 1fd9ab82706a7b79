import { type Event, HTTPError, OpenMeter } from "@openmeter/sdk";
import { afterAll, beforeAll } from "vitest";
import type { Db } from "@/db/client";
import { createApiKey } from "@/lib/services/api-keys/create-api-key";
import { makeOrganization } from "@/lib/testing/factories";
import { asProcessDatabase } from "@/lib/testing/process-database";
import { serveRoutes } from "@/lib/testing/route-server";

/** The public client, with a key of a new organization; the meter `tokens` is made through it. */
async function makeClient(db: Db, baseUrl: string) {
  const context = await makeOrganization(db, { now: new Date() });
  const { key } = await createApiKey(context, { name: "All", scopes: ["ingest", "admin"] });
  const openmeter = new OpenMeter({ baseUrl, apiKey: key });
  await openmeter.meters.create({
    ...{ slug: "tokens", name: "Tokens", description: "Of all models", aggregation: "SUM" },
    ...{ eventType: "prompt", valueProperty: "$.tokens", groupBy: { model: "$.model", kind: "$.kind" } },
  });
  return { context, openmeter, key, url: baseUrl };
}

/** Serves the door for the tests of a file; wraps a test body, which gets a client of its own. */
export function useOpenMeter(database: { db: Db }) {
  let server: Awaited<ReturnType<typeof serveRoutes>>;
  beforeAll(async () => {
    server = await serveRoutes("api/v1");
  });
  afterAll(() => server.close());
  type Body = (client: Awaited<ReturnType<typeof makeClient>>) => Promise<void>;
  return (body: Body) => () =>
    asProcessDatabase(database.db, async () => body(await makeClient(database.db, server.url)));
}

/** Rows as instants and values, short enough to read. */
export const windowsOf = (rows: { windowStart: Date; windowEnd: Date; value: number }[]) =>
  rows.map(({ windowStart, windowEnd, value }) => [
    windowStart.toISOString().slice(0, 16),
    windowEnd.toISOString().slice(0, 16),
    value,
  ]);

/** An event of the meter `tokens`, by ann and the small model unless told. */
export const prompt = (
  id: string,
  time: string,
  tokens: number | string,
  more: Partial<Event> = {},
): Event => ({
  ...{ id, source: "app", type: "prompt", subject: "ann", time: new Date(time) },
  ...{ data: { tokens, model: "small" }, ...more },
});

/** The problem that the client was answered; fails when it was answered anything else. */
export async function problemOf(asked: Promise<unknown>): Promise<HTTPError> {
  const error = await asked.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof HTTPError) return error;
  throw new Error("No problem was answered.", { cause: error });
}
