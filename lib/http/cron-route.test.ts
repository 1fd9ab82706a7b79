import { afterEach, describe, expect, it, vi } from "vitest";
import { requireCronSecret } from "@/lib/auth/cron-secret";
import { cronRoute } from "@/lib/http/cron-route";

vi.mock("@/lib/env", () => ({ env: () => ({ CRON_SECRET: process.env.TEST_CRON_SECRET }) }));

const call = (authorization?: string) =>
  cronRoute(async () => ({ days: 3 }))(
    new Request(
      "http://localhost/api/cron/compact-days",
      authorization ? { headers: { authorization } } : {},
    ),
    { params: Promise.resolve({ job: "compact-days" }) },
  );

describe("/api/cron/{job}", () => {
  afterEach(() => void vi.unstubAllEnvs());

  it("runs the job for who knows the secret", async () => {
    vi.stubEnv("TEST_CRON_SECRET", "open sesame");
    const answer = await call("Bearer open sesame");
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ job: "compact-days", days: 3 });
  });

  it.each([undefined, "Bearer open sesam", "Bearer", "open sesame", "Basic open sesame"])(
    "answers 401 to %s",
    async (authorization) => {
      vi.stubEnv("TEST_CRON_SECRET", "open sesame");
      expect((await call(authorization)).status).toBe(401);
    },
  );

  it("is not there without a configured secret, whatever is sent", async () => {
    expect((await call("Bearer ")).status).toBe(404);
    expect((await call("Bearer undefined")).status).toBe(404);
    const request = new Request("http://localhost", { headers: { authorization: "Bearer " } });
    expect(() => requireCronSecret(request, "")).toThrow("There is nothing here for you.");
  });
});
