import "server-only";
import Big from "big.js";
import type { Context } from "@/db/context";
import { writeAsTenant } from "@/db/scope";
import type { UsageCheck, UsageCheckInput } from "@/lib/contracts/usage-check";
import { addDecimals, compareDecimals, subtractDecimals } from "@/lib/domain/decimal";
import type { EffectiveQuota, QuotaPeriod } from "@/lib/domain/quota/quota";
import { billingCalendar, quotaWindow } from "@/lib/domain/quota/window";
import { env } from "@/lib/env";
import { findQuotas } from "@/lib/services/quotas/find-quotas";
import { claimQuota, lockLedger, settleLedger } from "@/lib/services/quotas/quota-ledger";
import { readUsed } from "@/lib/services/quotas/read-used";
import { retryTransient } from "@/lib/services/retry-transient";
import { findMeters } from "@/lib/services/usage/usage-question";
import { type UsageReader, usageReader } from "@/lib/services/usage/usage-reader";

type Limited = EffectiveQuota & { limit: string };
type Standing = { quota: Limited; used: string; held: string };

/**
 * Whether a quantity may still be used. Only hard quotas refuse. Checks of a hard quota take turns, and what they
 * allow is held against it until events bring it or the hold ends, so concurrent callers never pass the limit
 * together: it is overshot at most by what is recorded without a check, or later than its hold.
 */
export async function checkUsage(context: Context, { body }: UsageCheckInput): Promise<UsageCheck> {
  const { db, tenantId, now } = context;
  const holdSeconds = body.hold_seconds ?? env().QUOTA_CLAIM_SECONDS;
  return retryTransient(() =>
    writeAsTenant(db, tenantId, async (tx) => {
      const reader = await usageReader(tx, tenantId);
      findMeters(reader.meters, [body.usage_type], "usage_type");
      const standings: Standing[] = [];
      // One after the other, by period: two callers never wait for each other.
      for (const quota of await limitsOf(context, reader, body.usage_type))
        standings.push(await readStanding(context, reader, quota));
      const hard = standings.filter(({ quota }) => quota.hard);
      const allowed = hard.every((standing) => fits(standing, body.quantity));
      if (allowed && holdSeconds > 0 && body.quantity !== "0") {
        const expiresAt = new Date(now.getTime() + holdSeconds * 1000);
        for (const { quota } of hard)
          await claimQuota({ tx, tenantId, quota }, { quantity: body.quantity, claimedAt: now, expiresAt });
      }
      const [tightest] = standings.sort((a, b) => compareDecimals(room(a), room(b)));
      if (tightest) return toAnswer(allowed, tightest);
      const used = await readPeriod(context, reader, body.usage_type, "billing_period");
      return { allowed, limit: null, used, remaining: null, held: "0", hard: false, period: null };
    }),
  );
}

async function limitsOf(context: Context, reader: UsageReader, usageType: string): Promise<Limited[]> {
  const quotas = await findQuotas(context, reader);
  return quotas.flatMap((quota) =>
    quota.usageType === usageType && quota.limit !== null ? [{ ...quota, limit: quota.limit }] : [],
  );
}

/** What is used is read behind the lock: an event that was committed before it is in the number. */
async function readStanding(context: Context, reader: UsageReader, quota: Limited): Promise<Standing> {
  const { usageType, period } = quota;
  if (!quota.hard) return { quota, used: await readPeriod(context, reader, usageType, period), held: "0" };
  const key = { tx: reader.tx, tenantId: context.tenantId, quota };
  const { from: periodStart } = quotaWindow(context.now, period, billingCalendar(context.tenant));
  const seenUsed = await lockLedger(key, periodStart);
  const used = await readPeriod(context, reader, usageType, period);
  return { quota, used, held: await settleLedger(key, { seenUsed, used, periodStart, now: context.now }) };
}

async function readPeriod(
  { tenant, now }: Context,
  reader: UsageReader,
  usageType: string,
  period: QuotaPeriod,
): Promise<string> {
  const { from, to } = quotaWindow(now, period, billingCalendar(tenant));
  const [used = "0"] = await readUsed(reader, [{ usageType, teamId: null, from, to }]);
  return used;
}

const fits = ({ quota, used, held }: Standing, quantity: string): boolean =>
  compareDecimals(addDecimals([used, held, quantity]), quota.limit) <= 0;

const room = ({ quota, used, held }: Standing): string =>
  subtractDecimals(quota.limit, addDecimals([used, held]));

function toAnswer(allowed: boolean, { quota, used, held }: Standing): UsageCheck {
  const left = subtractDecimals(quota.limit, used);
  const remaining = new Big(left).lt(0) ? "0" : left;
  return { allowed, limit: quota.limit, used, remaining, held, hard: quota.hard, period: quota.period };
}
