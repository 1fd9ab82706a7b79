import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { addressFrom, refuseUsedPort } from "./address.mjs";
import { refuseOldNode } from "./install.mjs";
import { secretsIn } from "./secrets.mjs";

it.each([
  [{}, "http://127.0.0.1:3000", true],
  [{ PORT: "8080", HOST: "0.0.0.0" }, "http://localhost:8080", false],
  [{ HOST: "::1" }, "http://[::1]:3000", true],
])("with %j people open %s", (env, url, isLocal) => {
  expect(addressFrom(env)).toMatchObject({ url, isLocal });
});

it.each(["x", "0", "65536", "80.5"])("refuses the port %s by name", (PORT) => {
  expect(() => addressFrom({ PORT })).toThrow(`PORT must be a number from 1 to 65535, not "${PORT}".`);
});

it("says which port is in use and how to choose another", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  await expect(refuseUsedPort({ host: "127.0.0.1", port })).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is in use. Stop the program that uses it, or choose another: PORT=${port + 1}`,
  );
  await new Promise((resolve) => server.close(resolve));
  await expect(refuseUsedPort({ host: "127.0.0.1", port })).resolves.toBeUndefined();
});

it("needs Node 20.19", () => {
  expect(() => refuseOldNode("20.18.3")).toThrow("Meterline needs Node 20.19 or newer; this is 20.18.3");
  expect(() => refuseOldNode("18.20.0")).toThrow("this is 18.20.0");
  for (const version of ["20.19.0", "22.1.0", "24.0.0"]) expect(() => refuseOldNode(version)).not.toThrow();
});

it("makes secrets once, long, different and readable by their owner only", () => {
  const folder = mkdtempSync(join(tmpdir(), "meterline-secrets-"));
  const secrets = secretsIn(join(folder, "data"));
  const file = join(folder, "data/secrets.json");
  expect(Object.keys(secrets)).toEqual(["NEXTAUTH_SECRET", "API_JWT_SECRET", "CRON_SECRET"]);
  // 32 random bytes are 43 characters of base64url.
  expect(new Set(Object.values(secrets).map((secret) => String(secret).length))).toEqual(new Set([43]));
  expect(new Set(Object.values(secrets)).size).toBe(3);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(secretsIn(join(folder, "data"))).toEqual(JSON.parse(readFileSync(file, "utf8")));
  rmSync(folder, { recursive: true });
});
