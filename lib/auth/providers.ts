import "server-only";
import GitHub, { type GithubEmail, type GithubProfile } from "next-auth/providers/github";
import Google, { type GoogleProfile } from "next-auth/providers/google";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { type Env, env } from "@/lib/env";

export type ProviderButton = { id: string; name: string };

/** GitHub's public profile does not say whether its mail is verified; the list of mails does. */
async function fetchVerifiedEmail(accessToken: string): Promise<string | undefined> {
  const response = await fetch("https://api.github.com/user/emails", {
    headers: { authorization: `Bearer ${accessToken}`, accept: "application/vnd.github+json" },
  });
  if (!response.ok) return undefined;
  const emails: GithubEmail[] = await response.json();
  return emails.find((email) => email.primary && email.verified)?.email;
}

function gitHub({ AUTH_GITHUB_ID, AUTH_GITHUB_SECRET }: Env): OAuthConfig<GithubProfile>[] {
  if (!AUTH_GITHUB_ID || !AUTH_GITHUB_SECRET) return [];
  const provider = GitHub({ clientId: AUTH_GITHUB_ID, clientSecret: AUTH_GITHUB_SECRET });
  const userinfo: OAuthConfig<GithubProfile>["userinfo"] = {
    url: "https://api.github.com/user",
    async request({ client, tokens }) {
      const accessToken = tokens.access_token ?? "";
      const profile = await client.userinfo<GithubProfile>(accessToken);
      const email = await fetchVerifiedEmail(accessToken);
      return { ...profile, email, email_verified: email !== undefined };
    },
  };
  return [{ ...provider, userinfo }];
}

function google({ AUTH_GOOGLE_ID, AUTH_GOOGLE_SECRET }: Env): OAuthConfig<GoogleProfile>[] {
  if (!AUTH_GOOGLE_ID || !AUTH_GOOGLE_SECRET) return [];
  return [Google({ clientId: AUTH_GOOGLE_ID, clientSecret: AUTH_GOOGLE_SECRET })];
}

type OidcProfile = { sub: string; name?: string; preferred_username?: string; email?: string };

function oidc({ AUTH_OIDC_ISSUER, AUTH_OIDC_ID, AUTH_OIDC_SECRET }: Env): OAuthConfig<OidcProfile>[] {
  if (!AUTH_OIDC_ISSUER || !AUTH_OIDC_ID || !AUTH_OIDC_SECRET) return [];
  return [
    {
      id: "oidc",
      name: "single sign-on",
      type: "oauth",
      wellKnown: `${AUTH_OIDC_ISSUER.replace(/\/+$/, "")}/.well-known/openid-configuration`,
      authorization: { params: { scope: "openid email profile" } },
      clientId: AUTH_OIDC_ID,
      clientSecret: AUTH_OIDC_SECRET,
      idToken: true,
      checks: ["pkce", "state", "nonce"],
      profile: ({ sub, name, preferred_username, email }) => ({
        id: sub,
        name: name ?? preferred_username ?? email ?? sub,
        email,
      }),
    },
  ];
}

/** The providers whose settings are there, in the order in which their buttons stand. */
export function configuredProviders(settings = env()) {
  return [...gitHub(settings), ...google(settings), ...oidc(settings)];
}

export function providerButtons(settings = env()): ProviderButton[] {
  return configuredProviders(settings).map(({ id, name }) => ({ id, name }));
}
