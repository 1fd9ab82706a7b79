import { afterEach, expect, it, vi } from "vitest";
import { configuredProviders, providerButtons } from "@/lib/auth/providers";
import { parseEnv } from "@/lib/env";

const gitHub = { AUTH_GITHUB_ID: "id", AUTH_GITHUB_SECRET: "secret" };
const google = { AUTH_GOOGLE_ID: "id", AUTH_GOOGLE_SECRET: "secret" };
const oidc = {
  AUTH_OIDC_ISSUER: "https://sso.example.test/",
  AUTH_OIDC_ID: "id",
  AUTH_OIDC_SECRET: "secret",
};

afterEach(() => vi.unstubAllGlobals());

it.each([
  [{}, []],
  [gitHub, ["github"]],
  [{ ...oidc, ...google }, ["google", "oidc"]],
  [{ ...oidc, ...google, ...gitHub }, ["github", "google", "oidc"]],
])("offers only what is configured: %#", (settings, ids) => {
  expect(providerButtons(parseEnv(settings)).map(({ id }) => id)).toEqual(ids);
});

it("finds any OIDC provider by its issuer, and checks state, nonce and PKCE", () => {
  expect(configuredProviders(parseEnv(oidc))[0]).toMatchObject({
    wellKnown: "https://sso.example.test/.well-known/openid-configuration",
    checks: ["pkce", "state", "nonce"],
  });
});

it.each([
  [
    "the primary mail when it is verified",
    [{ email: "ada@x.test", primary: true, verified: true }],
    "ada@x.test",
  ],
  ["no unverified mail", [{ email: "ada@x.test", primary: true, verified: false }], undefined],
  ["no mail that is not the primary one", [{ email: "b@x.test", primary: false, verified: true }], undefined],
])("takes from GitHub %s, whatever its profile shows", async (_, emails, email) => {
  vi.stubGlobal("fetch", async () => Response.json(emails));
  const userinfo = configuredProviders(parseEnv(gitHub))[0]?.userinfo;
  if (typeof userinfo !== "object" || !userinfo.request) throw new Error("GitHub has a request of its own.");
  const client = { userinfo: async () => ({ id: 1, login: "ada", email: "shown@x.test" }) };
  const profile = await Reflect.apply(userinfo.request, userinfo, [
    { client, tokens: { access_token: "t" } },
  ]);
  expect(profile).toMatchObject({ login: "ada", email, email_verified: email !== undefined });
});
