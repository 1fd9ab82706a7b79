import fc from "fast-check";
import { expect, it } from "vitest";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import type { AnyEndpoint } from "@/lib/contracts/endpoint";
import { ENDPOINT_GROUPS } from "@/lib/contracts/endpoints";
import { openApiDocument } from "@/lib/http/openapi";
import { eventId } from "@/lib/services/events/event-identity";
import { MISSING } from "@/lib/testing/asking";
import { makeRequest, makeToken } from "@/lib/testing/callers";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { asProcessDatabase } from "@/lib/testing/process-database";
import { request, upload, usage } from "@/lib/testing/usage-events";

const database = useDatabase();
const root = new URL("../../", import.meta.url).pathname;

type Parameter = { name: string; in: string; example: unknown; required: boolean; members: string[] };
type Query = Record<string, string>;

const endpoints = ENDPOINT_GROUPS.flatMap((group) => group.endpoints).filter(
  ({ method, access }) => method === "GET" && typeof access === "object",
);

/** The parameters of an endpoint as the document tells them. */
function parametersOf({ path }: AnyEndpoint): Parameter[] {
  const parameters = openApiDocument().paths?.[path]?.get?.parameters ?? [];
  return parameters.flatMap((one) => {
    // An object in an address is spelled by several names, none of which is the parameter's.
    if ("$ref" in one || one.in !== "query" || typeof one.example === "object") return [];
    const schema = one.schema && "enum" in one.schema ? one.schema : {};
    const members = (schema.enum ?? []).map(String);
    return [{ name: one.name, in: one.in, example: one.example, required: one.required ?? false, members }];
  });
}

/** What a parameter makes sense beside. */
const BESIDE: Record<string, Query> = {
  end_date: { start_date: "2026-11-01" },
  start_date: { end_date: "2026-11-30" },
  from: { to: "2026-12-01T00:00:00Z" },
  to: { from: "2026-11-01T00:00:00Z" },
  compare_start_date: { compare: "previous" },
  compare_end_date: { compare_start_date: "2026-10-01" },
  date: { start_date: "2026-11-01", end_date: "2026-11-30" },
};
/** Examples that are somebody else's, or a place in a list that is not there. */
const REFUSED: Record<string, number> = { after: 400, cursor: 400, organization_id: 404, customer_id: 403 };
/**
 * Where an organization is in the path, another one beside it changes nothing; a trace is of one series only,
 * and each set of data that is exported has parameters of its own. */
const MAY_DIFFER: Record<string, number[]> = {
  getUsageTotals: [200],
  traceUsage: [200, 400],
  exportFile: [200, 400],
};
const PATHS: Query = {
  key: "api",
  slug: "api",
  usage_type: "api",
  "getUsageEvent.id": eventId("test", "known"),
};

async function makeData(db: Db): Promise<Context> {
  const context = await makeOrganization(db, { timezone: "Europe/Berlin", now: new Date() });
  const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
  await recordFixture(context, [
    upload(hoursAgo(1), { team_id: "web", provider: "aws", file_type: "image/png" }, "customer-1"),
    request(hoursAgo(30), { team_id: "app", response_time_ms: 12, bytes: 5, status_code: 500 }),
    usage(hoursAgo(200), "ai_tokens", "12.5", { provider: "openai" }, "customer-1"),
    { ...usage(hoursAgo(50), "compute", 7), id: "known" },
  ]);
  return context;
}

type Ask = (query: Query) => Promise<{ status: number; body: unknown }>;

/** Asks an endpoint as a caller does, and reads its answer by the endpoint's own schema. */
async function asking(endpoint: AnyEndpoint, context: Context): Promise<Ask> {
  const file = `app${endpoint.path.replaceAll("{", "[").replaceAll("}", "]")}/route.ts`;
  const { GET } = await import(/* @vite-ignore */ `${root}${file}`);
  const bearer = await makeToken({ sub: "x", organization_id: context.tenantId, role: "owner" });
  const names = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  const params = Object.fromEntries(
    names.map((name) => [
      name,
      name === "tenant_id" ? context.tenantId : (PATHS[`${endpoint.id}.${name}`] ?? PATHS[name] ?? MISSING),
    ]),
  );
  return async (query) => {
    const path = `${endpoint.path}?${new URLSearchParams(query)}`;
    const response: Response = await GET(makeRequest(path, { bearer }), { params: Promise.resolve(params) });
    const isJson = /^application\/(problem\+)?json/.test(response.headers.get("content-type") ?? "");
    const isFile = response.headers.has("content-disposition");
    const body: unknown = isJson ? await response.json() : await response.text();
    if (response.status === 200 && isJson && !isFile) endpoint.response.parse(body);
    return { status: response.status, body };
  };
}

const inData = (endpoint: AnyEndpoint, body: (ask: Ask) => Promise<void>) =>
  database.inTransaction((db) =>
    asProcessDatabase(db, async () => body(await asking(endpoint, await makeData(db)))),
  );

function besides(endpoint: AnyEndpoint, names: readonly string[]): Query {
  const parameters = parametersOf(endpoint);
  const needed = parameters.filter(({ required }) => required);
  const given = Object.fromEntries(needed.map(({ name, example }) => [name, String(example)]));
  const beside = Object.assign({}, ...[...Object.keys(given), ...names].map((name) => BESIDE[name] ?? {}));
  const known = Object.entries<string>(beside).filter(([name]) =>
    parameters.some((one) => one.name === name),
  );
  const instants = names.includes("from") || names.includes("to");
  const range = known.filter(
    ([name]) => !instants || !name.endsWith("_date") || name === "compare_start_date",
  );
  return { ...given, ...Object.fromEntries(range) };
}

it.each(endpoints)("every example and every member of a closed list of GET $path is answered", (endpoint) =>
  inData(endpoint, async (ask) => {
    const missing = endpoint.path.replace("{tenant_id}", "").includes("{") ? [200, 404] : [200];
    const differing = MAY_DIFFER[endpoint.id] ?? [];
    for (const { name, example, members } of parametersOf(endpoint)) {
      for (const value of new Set([String(example), ...members])) {
        const { status, body } = await ask({ ...besides(endpoint, [name]), [name]: value });
        const refused = REFUSED[name];
        const expected = [
          ...differing,
          ...(refused === undefined ? missing : [refused, ...missing.slice(1)]),
        ];
        expect([name, value, status, expected.includes(status) || body]).toEqual([name, value, status, true]);
      }
    }
  }),
);

it.each(endpoints)("parameters of GET $path go together, or are refused by name", (endpoint) =>
  inData(endpoint, async (ask) => {
    const parameters = parametersOf(endpoint).filter(({ name }) => !(name in REFUSED));
    const some = fc.subarray(parameters, { minLength: Math.min(2, parameters.length) });
    const chosen = fc.record({ some, pick: fc.array(fc.nat(20), { minLength: 40, maxLength: 40 }) });
    for (const { some, pick } of fc.sample(chosen, { numRuns: 15, seed: 4 })) {
      const given = some.map(({ name, example, members }, index) => {
        const values = [String(example), ...members];
        return [name, values[(pick[index] ?? 0) % values.length] ?? ""];
      });
      const query = {
        ...besides(
          endpoint,
          some.map(({ name }) => name),
        ),
        ...Object.fromEntries(given),
      };
      const { status, body } = await ask(query);
      expect([query, status, status < 500 || body]).toEqual([query, status, true]);
      if (status !== 400) continue;
      const { errors } = body as { errors: Record<string, string[]> };
      const unknown = Object.keys(errors).filter((name) => !(name.replace(/[.[].*/, "") in query));
      expect([query, unknown, Object.keys(errors).length > 0]).toEqual([query, [], true]);
    }
  }),
);
