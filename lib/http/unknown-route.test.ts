import { expect, it } from "vitest";
import { unknownRoute } from "@/lib/http/unknown-route";

it("an address that no endpoint has is a problem that leads to the reference", async () => {
  const response = await unknownRoute();
  expect([response.status, response.headers.get("content-type")]).toEqual([404, "application/problem+json"]);
  expect(await response.json()).toMatchObject({
    code: "not_found",
    detail: expect.stringContaining("/docs/api"),
  });
});
