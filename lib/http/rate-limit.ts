import type { Context } from "@/db/context";
import { tokenBuckets } from "@/lib/domain/token-buckets";
import type { Access, TenantId, Viewer } from "@/lib/domain/viewer";
import { type Env, env } from "@/lib/env";
import { LimitExceededError } from "@/lib/errors";
import { callerName } from "@/lib/http/caller-name";

type Asking = Pick<Context, "viewer" | "tenantId">;
type RateLimits = (asking: Asking, access: Access, now?: number) => void;
type Settings = Pick<
  Env,
  | "RATE_LIMIT_INGEST_PER_SECOND"
  | "RATE_LIMIT_INGEST_ORGANIZATION_PER_SECOND"
  | "RATE_LIMIT_PER_SECOND"
  | "RATE_LIMIT_ORGANIZATION_PER_SECOND"
>;

/** Limits requests per caller and per organization; those that write events apart from all others. */
export function rateLimits(settings: Settings): RateLimits {
  const ingest = oneLimit(
    settings.RATE_LIMIT_INGEST_PER_SECOND,
    settings.RATE_LIMIT_INGEST_ORGANIZATION_PER_SECOND,
  );
  const other = oneLimit(settings.RATE_LIMIT_PER_SECOND, settings.RATE_LIMIT_ORGANIZATION_PER_SECOND);
  return ({ viewer, tenantId }, { scope }, now = Date.now()) =>
    (scope === "ingest" ? ingest : other)(viewer, tenantId, now);
}

function oneLimit(perCaller: number, perOrganization: number) {
  const callers = tokenBuckets(perCaller);
  const organizations = tokenBuckets(perOrganization);
  return (viewer: Viewer, tenantId: TenantId, now: number): void => {
    const caller = `${tenantId} ${callerName(viewer)}`;
    const own = callers.secondsUntil(caller, now);
    const shared = organizations.secondsUntil(tenantId, now);
    if (own > 0) throw exceeded(`Your requests are limited to ${perCaller} per second.`, own);
    if (shared > 0)
      throw exceeded(`The organization's requests are limited to ${perOrganization} per second.`, shared);
    callers.take(caller, now);
    organizations.take(tenantId, now);
  };
}

function exceeded(sentence: string, seconds: number): LimitExceededError {
  return new LimitExceededError(sentence, Math.max(1, Math.ceil(seconds)));
}

// Routes are separate bundles of one process: they share one count.
const holder = globalThis as typeof globalThis & { meterlineRateLimits?: RateLimits };

/** Refuses a request beyond the limits of this process with 429 and when to try again. */
export function limitRate(asking: Asking, access: Access): void {
  holder.meterlineRateLimits ??= rateLimits(env());
  holder.meterlineRateLimits(asking, access);
}
