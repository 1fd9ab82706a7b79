import { afterEach, describe, expect, it, vi } from "vitest";
import * as z from "zod";
import type { Context } from "@/db/context";
import { defineEndpoint } from "@/lib/contracts/endpoint";
import type { TenantId, Viewer } from "@/lib/domain/viewer";
import { parseEnv } from "@/lib/env";
import { LimitExceededError } from "@/lib/errors";
import { rateLimits } from "@/lib/http/rate-limit";
import { route } from "@/lib/http/route";

const INGEST = { role: "admin", scope: "ingest" } as const;
const READ = { role: "member", scope: "read" } as const;
const key = (apiKeyId: string, tenantId = "acme"): Pick<Context, "viewer" | "tenantId"> => ({
  viewer: { kind: "api_key", apiKeyId, scopes: ["ingest", "read"] } satisfies Viewer,
  tenantId: tenantId as TenantId,
});

/** How many of ten requests in one instant pass. */
function passing(
  limit: ReturnType<typeof rateLimits>,
  asking = key("a"),
  access: typeof READ | typeof INGEST = READ,
) {
  let passed = 0;
  for (let n = 0; n < 10; n += 1) {
    try {
      limit(asking, access, 0);
      passed += 1;
    } catch (error) {
      expect(error).toBeInstanceOf(LimitExceededError);
      expect(error).toMatchObject({ code: "rate_limited", retryAfterSeconds: 1 });
    }
  }
  return passed;
}

describe("rate limits", () => {
  it("are generous unless set", () => {
    const limit = rateLimits(parseEnv({}));
    for (let n = 0; n < 500; n += 1) limit(key("a"), READ, 0);
    for (let n = 0; n < 5000; n += 1) limit(key("a"), INGEST, 0);
  });

  it("count each key for itself, and ingest apart from reading", () => {
    const limit = rateLimits(parseEnv({ RATE_LIMIT_PER_SECOND: "3", RATE_LIMIT_INGEST_PER_SECOND: "5" }));
    expect([passing(limit), passing(limit, key("b")), passing(limit, key("a"), INGEST)]).toEqual([3, 3, 5]);
  });

  it("count an organization's keys together, and nobody else's", () => {
    const limit = rateLimits(parseEnv({ RATE_LIMIT_ORGANIZATION_PER_SECOND: "12" }));
    expect([passing(limit), passing(limit, key("b")), passing(limit, key("a", "globex"))]).toEqual([
      10, 2, 10,
    ]);
  });

  it("are none at 0", () => {
    const settings = { RATE_LIMIT_PER_SECOND: "0", RATE_LIMIT_ORGANIZATION_PER_SECOND: "0" };
    expect(passing(rateLimits(parseEnv(settings)))).toBe(10);
  });
});

vi.mock("@/lib/auth/request", () => ({
  identify: async () => ({}),
  contextFor: async () => ({ ...key("a"), now: new Date() }),
}));

describe("a route", () => {
  const holder = globalThis as { meterlineRateLimits?: unknown };
  afterEach(() => {
    holder.meterlineRateLimits = undefined;
  });

  it("answers 429 with Retry-After beyond the limit, without asking the service", async () => {
    holder.meterlineRateLimits = rateLimits(parseEnv({ RATE_LIMIT_PER_SECOND: "1" }));
    const service = vi.fn(async () => ({ ok: true }));
    const endpoint = defineEndpoint({
      id: "test",
      method: "GET",
      path: "/api/test",
      summary: "Test",
      access: READ,
      response: z.object({ ok: z.boolean() }),
    });
    const ask = () =>
      route(endpoint, service)(new Request("http://localhost/api/test"), { params: Promise.resolve({}) });
    const [first, second] = [await ask(), await ask()];
    expect([first.status, second.status, second.headers.get("retry-after")]).toEqual([200, 429, "1"]);
    expect(await second.json()).toMatchObject({
      code: "rate_limited",
      detail: expect.stringContaining("1 per second"),
    });
    expect(service).toHaveBeenCalledTimes(1);
  });
});
