import { readdirSync } from "node:fs";
import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import * as z from "zod";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { organizations } from "@/db/schema";
import type { AnyEndpoint } from "@/lib/contracts/endpoint";
import { ENDPOINT_GROUPS } from "@/lib/contracts/endpoints";
import type { Access } from "@/lib/domain/viewer";
import { openApiDocument } from "@/lib/http/openapi";
import { createApiKey } from "@/lib/services/api-keys/create-api-key";
import { eventId } from "@/lib/services/events/event-identity";
import { closePeriods } from "@/lib/services/statements/close-periods";
import { acmeAndGlobex, MISSING, signedIn } from "@/lib/testing/asking";
import { makeRequest, makeToken } from "@/lib/testing/callers";
import { useDatabase } from "@/lib/testing/database";
import { recordFixture } from "@/lib/testing/factories";
import { asProcessDatabase } from "@/lib/testing/process-database";

const database = useDatabase();
const inDatabase = (body: (db: Db) => Promise<void>) =>
  database.inTransaction((db) => asProcessDatabase(db, () => body(db)));

const root = new URL("../../", import.meta.url).pathname;
/** No endpoints: next-auth's own, the jobs, which have a secret of their own, and what no endpoint has. */
const ELSEWHERE = [
  "app/api/auth/[...nextauth]/route.ts",
  "app/api/cron/[job]/route.ts",
  "app/api/[...unknown]/route.ts",
];
const files = readdirSync(`${root}app/api`, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith("route.ts"))
  .map((name) => `app/api/${name}`)
  .filter((name) => !ELSEWHERE.includes(name))
  .sort();

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
type Route = { file: string; method: string; handler: Handler };

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];
const routes: Route[] = [];
for (const file of files) {
  const exported: Record<string, unknown> = await import(/* @vite-ignore */ `${root}${file}`);
  for (const method of METHODS) {
    if (typeof exported[method] === "function")
      routes.push({ file, method, handler: exported[method] as Handler });
  }
}

const endpoints = ENDPOINT_GROUPS.flatMap((group) => group.endpoints);
const fileOf = ({ path }: AnyEndpoint) => `app${path.replaceAll("{", "[").replaceAll("}", "]")}/route.ts`;
const endpointOf = ({ file, method }: Route) =>
  endpoints.find((endpoint) => fileOf(endpoint) === file && endpoint.method === method);

/** What an endpoint cannot be asked without. */
const BODIES: Record<string, unknown> = {
  createTeam: { id: "web" },
  changeTeam: { name: "Web" },
  graphql: { query: "{ __typename }" },
  createApiKey: { name: "Test", scopes: ["read"] },
  recordEvents: { specversion: "1.0", id: "1", source: "test", type: "usage", data: {} },
  openMeterIngestEvents: { specversion: "1.0", id: "1", source: "test", type: "usage", data: {} },
  openMeterCreateMeter: { slug: "calls", aggregation: "COUNT", eventType: "call" },
  createMeter: { key: "llm_tokens" },
  quotePrice: { price: { currency: "USD", model: "flat", amount: "1" }, quantity: "1" },
  createPrice: { usage_type: "api", valid_from: "2026-11-01", currency: "USD", model: "flat", amount: "1" },
  estimateSpend: {
    prices: [{ usage_type: "api", currency: "USD", model: "flat", amount: "1" }],
    start_date: "2026-11-01",
    end_date: "2026-11-30",
  },
  endPrice: { valid_until: "2026-11-01" },
  putPlans: { key: "pro" },
  putSubscription: { plan: "pro" },
  createAdjustment: { kind: "credit", amount: "1", reason: "Test" },
  changeSettings: { name: "Acme" },
  changeAccount: { name: "Ada" },
  changePassword: { current_password: "x", new_password: "long enough" },
  putQuotas: [{ usage_type: "api", limit: "100" }],
  putBudgets: [{ period: "month", amount: "100" }],
  createAlertRule: { name: "Much", kind: "usage", usage_type: "api", thresholds: ["100"] },
  previewAlertRule: { kind: "usage", usage_type: "api", thresholds: ["100"] },
  createAlertDestination: { channel: "email", name: "On-call", address: "on-call@example.test" },
  checkUsage: { usage_type: "api", quantity: "1" },
  switchOrganization: { organization_id: MISSING },
};
const PARAMS: Record<string, string> = {
  id: "0123456789ab",
  session_id: MISSING,
  key: "api",
  slug: "api",
  usage_type: "api",
  "endPrice.id": MISSING,
  "deletePrice.id": MISSING,
  "deleteAdjustment.id": MISSING,
  "cancelEvent.id": MISSING,
  "getUsageEvent.id": eventId("test", "1"),
  "replayRejectedEvent.id": MISSING,
  "getStatement.id": "1",
  "acknowledgeAlert.id": MISSING,
  "resendAlert.id": MISSING,
  "changeAlertDestination.id": MISSING,
  "deleteAlertDestination.id": MISSING,
  "testAlertDestination.id": MISSING,
};

/** The parameters that an endpoint demands, with the examples of its own description. */
function demanded({ path, method }: AnyEndpoint): [name: string, value: string][] {
  if (method !== "GET") return [];
  const parameters = openApiDocument().paths?.[path]?.get?.parameters ?? [];
  return parameters.flatMap((one) =>
    "in" in one && one.in === "query" && one.required ? [[one.name ?? "", String(one.example)]] : [],
  );
}
/** What the examples of demanded parameters make sense beside. */
const BESIDE: Record<string, [name: string, value: string][]> = {
  traceUsage: [
    ["start_date", "2026-11-01"],
    ["end_date", "2026-11-30"],
  ],
};
const EVENT = { id: "1", source: "test", type: "usage", data: { usage_type: "ai_tokens", quantity: 1 } };

type Asked = Parameters<typeof makeRequest>[1] & { organizationId?: string };

/** Asks a route as its endpoint is called, for an organization when one is given. */
async function send(route: Route, endpoint: AnyEndpoint, { organizationId, ...sent }: Asked) {
  const names = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  const params = Object.fromEntries(
    names.map((name) => {
      const own = PARAMS[`${endpoint.id}.${name}`] ?? PARAMS[name];
      return [name, (name === "tenant_id" ? organizationId : own) ?? MISSING];
    }),
  );
  const query = new URLSearchParams([...demanded(endpoint), ...(BESIDE[endpoint.id] ?? [])]);
  if (organizationId && !names.includes("tenant_id")) query.set("organization_id", organizationId);
  const body = endpoint.body && (BODIES[endpoint.id] ?? {});
  const request = makeRequest(`${endpoint.path}?${query}`, { method: route.method, body, ...sent });
  const response = await route.handler(request, { params: Promise.resolve(params) });
  return { status: response.status, problem: await response.json().catch(() => null) };
}

const described = routes.flatMap((route) => {
  const endpoint = endpointOf(route);
  return endpoint
    ? [{ name: `${route.method} ${endpoint.path}`, route, endpoint, access: endpoint.access }]
    : [];
});
type Case = (typeof described)[number];
const ofOrganizations = described.filter(
  (one): one is Case & { access: Access } => typeof one.access === "object",
);
const signedInOnly = described.filter(({ access }) => access !== "public");

/** The organization's own path, where it is in the path. */
const own = ({ endpoint }: Case, acme: Context) =>
  endpoint.path.includes("{tenant_id}") ? acme.tenantId : undefined;

it("every route is described, and every described endpoint has its route", () => {
  expect(routes.filter((route) => !endpointOf(route)).map(({ file, method }) => `${method} ${file}`)).toEqual(
    [],
  );
  const missing = endpoints.filter((endpoint) => !described.some((one) => one.endpoint === endpoint));
  expect(missing.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  expect(ofOrganizations.length).toBeGreaterThan(5);
});

it.each(signedInOnly)("$name is 401 for someone who is not signed in", ({ route, endpoint }) =>
  inDatabase(async () => {
    const expired = await makeToken(
      { sub: "x", organization_id: MISSING, role: "owner" },
      { expires: "-1s" },
    );
    for (const bearer of [undefined, "mk_live_0_0", expired]) {
      const { status, problem } = await send(route, endpoint, { bearer });
      expect([status, problem?.code]).toEqual([401, "unauthorized"]);
    }
  }),
);

it.each(ofOrganizations)("$name answers another's organization like none", ({ route, endpoint }) =>
  inDatabase(async (db) => {
    const { acme, globex } = await acmeAndGlobex(db);
    const { cookie } = await signedIn(db, { organization: acme, role: "owner" });
    const { key } = await createApiKey(acme, { name: "All", scopes: ["ingest", "read", "admin"] });
    const bearer = await makeToken({ sub: "x", organization_id: acme.tenantId, role: "owner" });
    for (const sender of [{ cookie }, { bearer: key }, { bearer }]) {
      const answers = [];
      for (const organizationId of [globex.tenantId, MISSING, "globex"]) {
        const { status, problem } = await send(route, endpoint, { organizationId, ...sender });
        answers.push({ status, ...problem, request_id: "" });
      }
      expect(answers[0]).toMatchObject({ status: 404, code: "not_found" });
      expect(answers[1]).toEqual(answers[0]);
      // In a query a malformed id is a broken parameter; in a path it is an address that leads nowhere.
      const inPath = endpoint.path.includes("{tenant_id}");
      expect(answers[2]).toMatchObject(inPath ? { status: 404, code: "not_found" } : { status: 400 });
    }
  }),
);

it.each(ofOrganizations)("$name is 403 for a key without its scope", (one) =>
  inDatabase(async (db) => {
    const { acme } = await acmeAndGlobex(db);
    const scope = one.access.scope === "read" ? "ingest" : "read";
    const { key } = await createApiKey(acme, { name: "Other", scopes: [scope] });
    const { status, problem } = await send(one.route, one.endpoint, {
      bearer: key,
      organizationId: own(one, acme),
    });
    expect([status, problem]).toMatchObject([
      403,
      { code: "forbidden", detail: expect.stringContaining(one.access.scope) },
    ]);
  }),
);

it.each(ofOrganizations.filter(({ access }) => access.role !== "member"))(
  "$name is 403 for a member",
  (one) =>
    inDatabase(async (db) => {
      const { acme } = await acmeAndGlobex(db);
      const { cookie } = await signedIn(db, { organization: acme, role: "member" });
      const { status, problem } = await send(one.route, one.endpoint, {
        cookie,
        organizationId: own(one, acme),
      });
      expect([status, problem]).toMatchObject([403, { detail: expect.stringContaining(one.access.role) }]);
    }),
);

it.each(described.filter(({ access }) => access === "account"))("$name is for people, not for keys", (one) =>
  inDatabase(async (db) => {
    const { acme } = await acmeAndGlobex(db);
    const { key } = await createApiKey(acme, { name: "All", scopes: ["ingest", "read", "admin"] });
    expect((await send(one.route, one.endpoint, { bearer: key })).status).toBe(403);
  }),
);

it.each(signedInOnly.filter(({ route }) => route.method !== "GET"))(
  "$name refuses another site's form",
  (one) =>
    inDatabase(async (db) => {
      const { acme } = await acmeAndGlobex(db);
      const { cookie } = await signedIn(db, { organization: acme, role: "owner" });
      const headers = { "sec-fetch-site": "cross-site", origin: "https://evil.example" };
      const { status, problem } = await send(one.route, one.endpoint, {
        cookie,
        headers,
        organizationId: own(one, acme),
      });
      expect([status, problem]).toMatchObject([403, { detail: expect.stringContaining("another site") }]);
    }),
);

/** Makes statement 1. */
async function closeFirstPeriod(context: Context): Promise<void> {
  const createdAt = new Date("2026-10-01T00:00:00Z");
  await context.db.update(organizations).set({ createdAt }).where(eq(organizations.id, context.tenantId));
  await closePeriods(context);
}

it("answers as the endpoint says to those who may ask", () =>
  inDatabase(async (db) => {
    const { acme } = await acmeAndGlobex(db);
    await recordFixture(acme, [EVENT]);
    await closeFirstPeriod(acme);
    const { cookie } = await signedIn(db, { organization: acme, role: "owner" });
    for (const one of signedInOnly.filter(({ route }) => route.method === "GET")) {
      const { status, problem: body } = await send(one.route, one.endpoint, {
        cookie,
        organizationId: own(one, acme),
      });
      expect([one.name, status]).toEqual([one.name, 200]);
      if (one.endpoint.response instanceof z.ZodType) one.endpoint.response.parse(body);
    }
  }));
