import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import { encode } from "next-auth/jwt";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { startSession } from "@/lib/auth/browser-session";
import { sessionCookieName } from "@/lib/auth/session-cookie";
import type { Role } from "@/lib/domain/viewer";
import { createUser, type NewUser } from "@/lib/services/accounts/create-user";
import { addMember } from "@/lib/services/members/add-member";

const SESSION_SECRET = "a secret for the sessions of tests";
const JWT_SECRET = "a secret for the tokens of tests";
process.env.NEXTAUTH_SECRET = SESSION_SECRET;
process.env.API_JWT_SECRET = JWT_SECRET;
process.env.NEXTAUTH_URL = "https://usage.example.test";

/** A user without password, which costs no time; a member of the organization when one is given. */
export async function makeUser(
  db: Db,
  { organization, role = "member", ...user }: Partial<NewUser> & { organization?: Context; role?: Role } = {},
) {
  const made = await createUser(db, { email: `${randomUUID()}@example.test`, name: "Someone", ...user });
  if (organization) await addMember(organization, { userId: made.id, role });
  return made;
}

/** Signs a user in and gives what their browser would send, with the session's id. */
export async function makeSession(db: Db, userId: string, now = new Date()) {
  const browser = { userAgent: "Tests", ipAddress: "127.0.0.1" };
  const { sessionId, sessionVersion } = await startSession(db, userId, browser, now);
  const token = { sub: userId, sid: sessionId, sv: sessionVersion };
  const cookie = `${sessionCookieName()}=${await encode({ token, secret: SESSION_SECRET })}`;
  return { sessionId, cookie };
}

export type TokenClaims = { sub?: string; organization_id?: string; role?: string };

/** A remote caller's token, good for a minute unless told. */
export function makeToken(
  claims: TokenClaims,
  {
    expires = "1m",
    secret = JWT_SECRET,
    alg = "HS256",
  }: { expires?: string | null; secret?: string; alg?: string } = {},
): Promise<string> {
  const token = new SignJWT({ ...claims }).setProtectedHeader({ alg });
  if (expires !== null) token.setExpirationTime(expires);
  return token.sign(new TextEncoder().encode(secret));
}

type Sent = {
  method?: string;
  cookie?: string;
  bearer?: string;
  headers?: Record<string, string>;
  body?: unknown;
};

/** A request as it reaches a route. */
export function makeRequest(
  path: string,
  { method = "GET", cookie, bearer, headers, body }: Sent = {},
): Request {
  const all = new Headers({ host: "usage.example.test", ...headers });
  if (cookie) all.set("cookie", cookie);
  if (bearer) all.set("authorization", `Bearer ${bearer}`);
  if (body !== undefined) all.set("content-type", "application/json");
  const sent = body === undefined ? undefined : JSON.stringify(body);
  return new Request(new URL(path, "https://usage.example.test"), { method, headers: all, body: sent });
}
