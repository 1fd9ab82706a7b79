import { expect, it } from "vitest";
import { contentSecurityPolicy } from "./content-security-policy";

it("lets only scripts and styles with the nonce run", () => {
  const policy = contentSecurityPolicy("abc", { development: false });
  expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';");
  expect(policy).toContain("style-src 'self' 'nonce-abc';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/script-src[^;]*unsafe|style-src [^;]*unsafe/);
  expect(policy).not.toContain("ws:");
});

it("allows eval and sockets in development only", () => {
  const policy = contentSecurityPolicy("abc", { development: true });
  expect(policy).toContain("'unsafe-eval'");
  expect(policy).toContain("connect-src 'self' ws: wss:");
});
