import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy } from "@/lib/http/content-security-policy";

/** Gives every page a fresh nonce. Nothing is authorized here: that is for the layouts and the services. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy(nonce, { development: process.env.NODE_ENV === "development" });
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  // Layouts are not told their address, and need it to lead back here after signing in.
  headers.set("x-asked-address", `${request.nextUrl.pathname}${request.nextUrl.search}`);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

export const config = {
  // Not /api: a proxy in front of it would cut request bodies at 10 MB. Not files: they run nothing.
  matcher: [
    {
      source: "/((?!api/|_next/static|_next/image|.*\\.(?:svg|png|ico|webp|txt|json)$).*)",
      missing: [
        { type: "header", key: "next-router-prefetch" },
        { type: "header", key: "purpose", value: "prefetch" },
      ],
    },
  ],
};
