import { afterEach, expect, it, vi } from "vitest";
import { addressOf } from "@/lib/api/address-of";
import { ApiProblem } from "@/lib/api/api-problem";
import { fetchUsageGranular } from "@/lib/api/fetch-usage-granular";
import { fetchUsageSeries } from "@/lib/api/fetch-usage-series";
import { fetchUsageTotals } from "@/lib/api/fetch-usage-totals";
import { createPrice } from "@/lib/api/pricing";
import { usageSeries } from "@/lib/contracts/usage-series";
import { usageTotals } from "@/lib/contracts/usage-totals";

const query = {
  start_date: "2026-11-01",
  end_date: "2026-11-22",
  timezone: "Europe/Berlin",
  interval: "day",
  compare: "none",
  page_size: 100,
} as const;

const answers = (body: unknown, settings?: ResponseInit) => {
  const fetched = vi.fn<typeof fetch>(async () => Response.json(body, settings));
  vi.stubGlobal("fetch", fetched);
  return fetched;
};

afterEach(() => vi.unstubAllGlobals());

it("keeps the body out of the address, also where there is a query", async () => {
  const fetched = answers({}, { status: 500 });
  await expect(
    createPrice({ usage_type: "api", valid_from: "2026-12-01", currency: "USD", model: "flat", amount: "1" }),
  ).rejects.toThrow();
  expect(fetched.mock.calls[0]?.[0]).toBe("/api/billing/prices");
});

it("encodes lists, flags and numbers by the endpoint's own schema", () => {
  const address = addressOf(usageSeries, {
    ...query,
    usage_types: ["api", "storage"],
    providers: [null, "a&b"],
    top: 8,
    exclude_empty: true,
  });
  const search = new URL(address, "http://localhost").searchParams;
  expect(Object.fromEntries(search)).toEqual({
    start_date: "2026-11-01",
    end_date: "2026-11-22",
    timezone: "Europe/Berlin",
    interval: "day",
    compare: "none",
    page_size: "100",
    usage_types: '["api","storage"]',
    providers: '[null,"a&b"]',
    top: "8",
    exclude_empty: "true",
  });
});

it("puts path parameters into the path and nowhere else", () => {
  expect(addressOf(usageTotals, { tenant_id: "a/b", feature_keys: ["api"] })).toBe(
    "/api/billing/tenants/a%2Fb/usage-totals?feature_keys=%5B%22api%22%5D",
  );
});

it("hands over the answer and passes the signal on", async () => {
  const rows = [
    {
      feature_key: "api",
      unit: "request",
      quantity: "10300",
      window_start: "2026-11-01T00:00:00.000Z",
      window_end: "2026-11-23T00:00:00.000Z",
    },
  ];
  const fetched = answers(rows);
  const { signal } = new AbortController();
  await expect(fetchUsageTotals({ tenant_id: "acme" }, signal)).resolves.toEqual(rows);
  expect(fetched.mock.calls[0]?.[1]?.signal).toBe(signal);
});

it("turns a problem document into an ApiProblem", async () => {
  const problem = {
    type: "/docs/api#unknown_time_zone",
    title: "Invalid request",
    status: 400,
    code: "unknown_time_zone",
    detail: "timezone: must be an IANA time zone",
    request_id: "r-1",
    errors: { timezone: ["must be an IANA time zone"] },
  };
  answers(problem, { status: 400, headers: { "content-type": "application/problem+json" } });
  const failure = await fetchUsageSeries(query).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ApiProblem);
  expect(failure).toMatchObject({
    status: 400,
    code: "unknown_time_zone",
    detail: problem.detail,
    errors: problem.errors,
    requestId: "r-1",
    retryAfterSeconds: null,
  });
});

it("reads how long a refused caller must wait", async () => {
  answers({ code: "rate_limited", detail: "Slow down." }, { status: 429, headers: { "retry-after": "7" } });
  await expect(fetchUsageSeries(query)).rejects.toMatchObject({ status: 429, retryAfterSeconds: 7 });
});

it("tells an answer that is no problem document by its status and request id", async () => {
  const page = new Response("<h1>Bad gateway</h1>", { status: 502, headers: { "x-request-id": "r-2" } });
  vi.stubGlobal("fetch", async () => page);
  const range = { start_date: "2026-11-01", end_date: "2026-11-22", interval: "day" } as const;
  await expect(fetchUsageGranular(range)).rejects.toMatchObject({
    status: 502,
    code: "unreadable_answer",
    requestId: "r-2",
  });
});

it("says offline when no answer comes, but leaves an abort as it is", async () => {
  const aborted = new AbortController();
  vi.stubGlobal("fetch", async () => {
    throw new TypeError("Failed to fetch");
  });
  await expect(fetchUsageSeries(query)).rejects.toMatchObject({ status: 0, code: "offline" });
  vi.stubGlobal("fetch", async () => {
    aborted.abort();
    throw new DOMException("No longer wanted", "AbortError");
  });
  await expect(fetchUsageSeries(query, aborted.signal)).rejects.toThrow("No longer wanted");
});

it("refuses an answer that breaks the contract", async () => {
  answers([{ feature_key: "api", quantity: 12 }]);
  await expect(fetchUsageTotals({ tenant_id: "acme" })).rejects.toThrow(/invalid/i);
});
