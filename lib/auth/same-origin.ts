import "server-only";
import { publicUrl } from "@/lib/auth/session-cookie";
import { ForbiddenError } from "@/lib/errors";

const SAFE_METHODS = ["GET", "HEAD", "OPTIONS"];

function comesFromElsewhere(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site !== "same-origin" && site !== "none";
  const origin = request.headers.get("origin");
  // Every browser names the origin of a write; without one the sender is no browser, and has no cookie of others.
  if (origin === null || origin === new URL(publicUrl()).origin) return false;
  return !URL.canParse(origin) || new URL(origin).host !== request.headers.get("host");
}

/** A browser sends cookies along with what another site makes it send: such writes are refused. */
export function refuseForeignOrigin(request: Request): void {
  if (SAFE_METHODS.includes(request.method)) return;
  if (comesFromElsewhere(request))
    throw new ForbiddenError("This request was sent by another site. Open Meterline itself and try again.");
}
