import "server-only";
import { decode } from "next-auth/jwt";
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

/** Decrypts a session cookie; undefined for a forged, broken or expired one. */
export async function readSessionToken(cookie: string): Promise<SessionToken | undefined> {
  const token = await decode({ token: cookie, secret: sessionSecret() }).catch(() => null);
  if (typeof token?.sub !== "string" || typeof token.sid !== "string" || typeof token.sv !== "number")
    return undefined;
  return { userId: token.sub, sessionId: token.sid, sessionVersion: token.sv };
}
