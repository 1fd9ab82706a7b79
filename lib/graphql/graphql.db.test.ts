import { expect, it, vi } from "vitest";
import { POST } from "@/app/api/graphql/route";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { createApiKey } from "@/lib/services/api-keys/create-api-key";
import { getUsageSeries } from "@/lib/services/usage/get-usage-series";
import { makeRequest, makeToken } from "@/lib/testing/callers";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization } from "@/lib/testing/factories";
import { asProcessDatabase } from "@/lib/testing/process-database";
import { askEvents, recordMixed } from "@/lib/testing/usage-event-list";

const database = useDatabase();
const inDatabase = (body: (db: Db) => Promise<void>) =>
  database.inTransaction((db) => asProcessDatabase(db, () => body(db)));

type Answer = {
  status: number;
  data?: Record<string, unknown> | null;
  errors?: { message: string; path?: string[]; extensions: Record<string, unknown> }[];
  code?: string;
};
type Role = "member" | "finance";

async function ask(
  context: Context,
  query: string,
  { variables, role = "member" as Role } = {} as { variables?: object; role?: Role },
): Promise<Answer> {
  const bearer = await makeToken({ sub: "x", organization_id: context.tenantId, role });
  const body = { query, variables };
  const response = await POST(makeRequest("/api/graphql", { method: "POST", bearer, body }));
  return { status: response.status, ...(await response.json()) };
}

const RANGE = `start_date: "2026-11-18", end_date: "2026-11-18"`;

it("reads several answers at once, with the fields that are wanted", () =>
  inDatabase(async (db) => {
    const context = await makeOrganization(db);
    await recordMixed(context);
    const answer = await ask(
      context,
      `query ($types: [String]) {
        usage(${RANGE}, usage_types: $types, breakdowns: ["team"]) {
          total_count results { key label total data_exact breakdown_value } meta { timezone buckets { date partial } }
        }
        totals(period_start: "2026-11-18T00:00:00Z", period_end: "2026-11-19T00:00:00Z", feature_keys: ["api"]) { feature_key quantity }
        events(limit: 1, usage_type: "ai_tokens") { events { id quantity quantities breakdown { ai_tokens } } pagination { total_items } }
        quotas { quotas { usage_type status } }
      }`,
      { variables: { types: ["api", "storage"] } },
    );
    const asked = {
      start_date: "2026-11-18",
      end_date: "2026-11-18",
      interval: "day",
      breakdowns: ["team"],
      usage_types: ["api", "storage"],
    } as const;
    const series = await getUsageSeries(context, {
      ...asked,
      breakdowns: ["team"],
      usage_types: ["api", "storage"],
      compare: "none",
      page_size: 100,
    });
    const [event] = (await askEvents(context, { usage_type: "ai_tokens" })).events;
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toMatchObject({
      usage: {
        total_count: series.total_count,
        results: series.results.map(({ key, label, total, data_exact, breakdown_value }) => ({
          key,
          label,
          total,
          data_exact,
          breakdown_value,
        })),
        meta: { timezone: "UTC", buckets: [{ date: "2026-11-18", partial: false }] },
      },
      totals: [{ feature_key: "api", quantity: "2" }],
      events: {
        events: [
          { id: event?.id, quantity: "25", quantities: { ai_tokens: "25" }, breakdown: { ai_tokens: "2.5" } },
        ],
        pagination: { total_items: 1 },
      },
    });
  }));

it("arguments are refused by the rules of the contract, each field by itself", () =>
  inDatabase(async (db) => {
    const context = await makeOrganization(db);
    const { status, data, errors } = await ask(
      context,
      `{ wrong: events(limit: 500) { events { id } } unknown: usage(usage_types: ["nothing"]) { total_count }
         right: events { pagination { total_items } } }`,
    );
    expect([status, data]).toEqual([200, null]);
    expect(errors?.map(({ path, extensions }) => [path, extensions.code, extensions.status])).toContainEqual([
      ["wrong"],
      "invalid_parameter",
      400,
    ]);
    const one = await ask(
      context,
      `{ events(q: "x", start_date: "2026-11-18", from: "2026-11-18T00:00Z", to: "2026-11-19T00:00Z") { events { id } } }`,
    );
    expect(one.errors?.[0]?.extensions).toMatchObject({
      code: "ambiguous_range",
      errors: { from: [expect.any(String)] },
    });
  }));

it("roles and organizations hold as everywhere", () =>
  inDatabase(async (db) => {
    const [acme, globex] = [await makeOrganization(db), await makeOrganization(db)];
    const spend = `{ spend(${RANGE}) { total_count } }`;
    expect((await ask(acme, spend)).errors?.[0]?.extensions).toMatchObject({
      code: "forbidden",
      status: 403,
    });
    expect((await ask(acme, spend, { role: "finance" })).errors).toBeUndefined();
    const foreign = await ask(acme, `{ events(organization_id: "${globex.tenantId}") { events { id } } }`);
    expect(foreign.errors?.[0]?.extensions).toMatchObject({ code: "not_found", status: 404 });
    const { key: bearer } = await createApiKey(acme, { name: "Writer", scopes: ["ingest"] });
    const refused = await POST(
      makeRequest("/api/graphql", { method: "POST", bearer, body: { query: "{ __typename }" } }),
    );
    expect([refused.status, refused.headers.get("content-type")]).toEqual([403, "application/problem+json"]);
  }));

it("failures of ours are logged and say nothing", () =>
  inDatabase(async (db) => {
    const context = await makeOrganization(db);
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const transaction = () => Promise.reject(new Error("secret of the database"));
    const broken = Object.assign(Object.create(db) as Db, { transaction });
    const bearer = await makeToken({ sub: "x", organization_id: context.tenantId, role: "member" });
    const request = makeRequest("/api/graphql", {
      method: "POST",
      bearer,
      body: { query: "{ quotas { quotas { usage_type } } }" },
    });
    const response = await asProcessDatabase(broken, () => POST(request));
    const text = await response.text();
    expect(text).toContain("internal_error");
    expect(text).not.toContain("secret");
    expect(log).toHaveBeenCalled();
    log.mockRestore();
  }));

it.each([
  ["a wrong document", "{ usage(", "invalid_graphql"],
  ["an unknown field", "{ usage { nothing } }", "invalid_graphql"],
  ["a missing argument", `{ trace(key: "x") { value } }`, "invalid_graphql"],
  [
    "too many answers",
    `{ ${Array.from({ length: 11 }, (_, n) => `a${n}: quotas { quotas { usage_type } }`).join(" ")} }`,
    "query_too_large",
  ],
  ["too many fields", `{ quotas { ${"quotas { usage_type } ".repeat(600)} } }`, "query_too_large"],
  ["a document of 11 levels", `{ usage { ${"a { ".repeat(9)}a${" }".repeat(9)} } }`, "query_too_large"],
  ["fragments that multiply", `{ ...a } ${fragments(12)}`, "query_too_large"],
  ["a mutation", "mutation { usage }", "invalid_graphql"],
])("%s is refused", (_, query, code) =>
  inDatabase(async (db) => {
    const { errors, data } = await ask(await makeOrganization(db), query);
    expect(data ?? null).toBeNull();
    expect(errors?.map(({ extensions }) => extensions.code)).toContain(code);
  }),
);

/** Each spreads the next one three times: 3^12 fields. */
function fragments(count: number): string {
  const name = (n: number) => String.fromCharCode(97 + n);
  const inner = (n: number) =>
    n === count ? "quotas { quotas { usage_type } }" : `...${name(n)} `.repeat(3);
  return Array.from({ length: count }, (_, n) => `fragment ${name(n)} on Query { ${inner(n + 1)} }`).join(
    " ",
  );
}

it("describes itself, with the sentences of the contract", () =>
  inDatabase(async (db) => {
    const { data, errors } = await ask(
      await makeOrganization(db),
      `{ __schema { queryType { fields { name description args { name description type { name kind ofType { name } } } } } } }`,
    );
    expect(errors).toBeUndefined();
    const text = JSON.stringify(data);
    expect(text).toContain('"name":"usage","description":"Usage per bucket, meter and breakdown"');
    expect(text).not.toContain("tenant_id");
    expect(text).not.toContain("Idempotency");
  }));
