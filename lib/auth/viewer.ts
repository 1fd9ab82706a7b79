import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { Context } from "@/db/context";
import type { SessionCaller } from "@/lib/auth/caller";
import { contextFor } from "@/lib/auth/request";
import { sessionCaller } from "@/lib/auth/session-caller";
import { ORGANIZATION_COOKIE, sessionCookieName } from "@/lib/auth/session-cookie";
import type { Access } from "@/lib/domain/viewer";

/** The address asked for, as the proxy noted it: layouts are not told theirs. */
async function askedAddress(): Promise<string> {
  return (await headers()).get("x-asked-address") ?? "/usage";
}

/** The signed-in user of this page, if any; layout and page share one look-up. */
export const currentCaller = cache(async (): Promise<SessionCaller | undefined> => {
  const jar = await cookies();
  const cookie = jar.get(sessionCookieName())?.value;
  return cookie ? sessionCaller(cookie, jar.get(ORGANIZATION_COOKIE)?.value) : undefined;
});

/** The signed-in user of this page; everyone else is sent to sign in, and back afterwards. */
export async function signedInCaller(): Promise<SessionCaller> {
  const caller = await currentCaller();
  if (caller) return caller;
  const search = new URLSearchParams({ callbackUrl: await askedAddress() });
  if ((await cookies()).has(sessionCookieName())) search.set("reason", "expired");
  redirect(`/sign-in?${search}`);
}

/** The context of a page: the signed-in user in their active organization. */
export async function viewerContext(access: Access): Promise<Context> {
  return contextFor(await signedInCaller(), access);
}
