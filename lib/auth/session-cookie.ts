import "server-only";
import { decode, type JWT } from "next-auth/jwt";
import { env } from "@/lib/env";

/** What a session cookie holds: no name, no role, so nothing in it can be out of date. */
export type SessionToken = { userId: string; sessionId: string; sessionVersion: number };

export const ORGANIZATION_COOKIE = "meterline_org";
export const SESSION_MAX_AGE_SECONDS = 30 * 24 * 60 * 60;

/** Where people open this installation, without a slash at the end. */
export function publicUrl(): string {
  const settings = env();
  return (settings.NEXTAUTH_URL ?? `http://localhost:${settings.PORT}`).replace(/\/+$/, "");
}

export function usesSecureCookies(): boolean {
  return publicUrl().startsWith("https://");
}

export function sessionCookieName(): string {
  return `${usesSecureCookies() ? "__Secure-" : ""}next-auth.session-token`;
}

export function sessionSecret(): string {
  const secret = env().NEXTAUTH_SECRET;
  if (!secret) throw new Error("NEXTAUTH_SECRET must be set: sessions are encrypted with it.");
  return secret;
}

/** The three facts in a decrypted session cookie; undefined when one is missing. */
export function sessionTokenOf(claims: JWT | null | undefined): SessionToken | undefined {
  if (typeof claims?.sub !== "string" || typeof claims.sid !== "string" || typeof claims.sv !== "number")
    return undefined;
  return { userId: claims.sub, sessionId: claims.sid, sessionVersion: claims.sv };
}

/** Decrypts a session cookie; undefined for a forged, broken or expired one. */
export async function readSessionToken(cookie: string): Promise<SessionToken | undefined> {
  return sessionTokenOf(await decode({ token: cookie, secret: sessionSecret() }).catch(() => null));
}

function cookie(name: string, value: string, maxAgeSeconds: number): string {
  const secure = usesSecureCookies() ? "; Secure" : "";
  return `${name}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure}`;
}

/** Remembers the organization that a browser works in; checked again at every request. */
export function organizationCookie(organizationId: string): string {
  return cookie(ORGANIZATION_COOKIE, organizationId, 365 * 24 * 60 * 60);
}

/** Takes a session cookie away that no longer works. */
export function endedSessionCookie(): string {
  return cookie(sessionCookieName(), "", 0);
}
