import { expect, it } from "vitest";
import { apiKeyCreate } from "@/lib/contracts/api-keys";
import { health } from "@/lib/contracts/health";
import { sessions } from "@/lib/contracts/sessions";
import { usageTotals } from "@/lib/contracts/usage-totals";
import { openApiDocument } from "@/lib/http/openapi";
import { curlOf } from "./curl";
import { operationOf } from "./read-document";

const document = openApiDocument();

it("a sample fills in the path, the key and the parameters that show the endpoint best", () => {
  const { parameters, answers } = operationOf(usageTotals, document);
  expect(curlOf(usageTotals, parameters).split(" \\\n")).toEqual([
    'curl --get "$METERLINE/api/billing/tenants/0d9c1a52-7f3e-4c55-9d0b-6a1f2e3b4c5d/usage-totals"',
    '  --header "Authorization: Bearer $API_KEY"',
    `  --data-urlencode 'feature_keys=["api","storage"]'`,
  ]);
  expect(answers).toEqual(["200", "304", "400", "401", "403", "404", "429", "503"]);
});

it("a sample that writes names its method and body; people come with their session, a public one with nothing", () => {
  expect(curlOf(apiKeyCreate, []).split(" \\\n")).toEqual([
    'curl --request POST "$METERLINE/api/billing/api-keys"',
    '  --header "Authorization: Bearer $API_KEY"',
    '  --header "Content-Type: application/json" --data @body.json',
  ]);
  expect(curlOf(sessions, [])).toBe('curl "$METERLINE/api/account/sessions" \\\n  --cookie cookies.txt');
  expect(curlOf(health, [])).toBe('curl "$METERLINE/api/health"');
});
