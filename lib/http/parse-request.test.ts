import { expect, it } from "vitest";
import type { AnyEndpoint } from "@/lib/contracts/endpoint";
import { priceQuote } from "@/lib/contracts/price-quote";
import { spendEstimate, spendLines } from "@/lib/contracts/spend-lines";
import { errorResponse } from "@/lib/http/error-response";
import { parseRequest } from "@/lib/http/parse-request";

async function refusal(endpoint: AnyEndpoint, search: string, body?: string) {
  const sent = body === undefined ? {} : { body, headers: { "content-type": "application/json" } };
  const request = new Request(`http://localhost${endpoint.path}${search}`, {
    method: endpoint.method,
    ...sent,
  });
  const refused = await parseRequest(endpoint, request, {}).then(
    () => undefined,
    (error: unknown) => errorResponse(error, "request"),
  );
  const { code, errors }: { code?: string; errors?: object } = (await refused?.json()) ?? {};
  return [refused?.status, code, Object.keys(errors ?? {})];
}

it.each(["2026-13", "next", "2026-11-01"])("the period %s is no date", async (period) => {
  expect(await refusal(spendLines, `?period=${period}`)).toEqual([400, "invalid_date", ["period"]]);
});

it("an estimate of days that end before they begin is a reversed range", async () => {
  const price = { usage_type: "api", currency: "USD", model: "flat", amount: "1" };
  const body = { prices: [price], start_date: "2026-11-02", end_date: "2026-11-01" };
  expect(await refusal(spendEstimate, "", JSON.stringify(body))).toEqual([
    400,
    "range_reversed",
    ["end_date"],
  ]);
});

it("a field with a name that JavaScript gives a meaning is refused like any other", async () => {
  const body = '{"__proto__":1,"price":{"currency":"USD","model":"flat","amount":"1"},"quantity":"1"}';
  expect(await refusal(priceQuote, "", body)).toEqual([400, "unknown_parameter", ["__proto__"]]);
});

it("a quantity of 10^30 is priced", async () => {
  const body = { price: { currency: "USD", model: "flat", amount: "1" }, quantity: `1${"0".repeat(30)}` };
  expect(await refusal(priceQuote, "", JSON.stringify(body))).toEqual([undefined, undefined, []]);
});
