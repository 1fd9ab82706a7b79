import Big from "big.js";
import type { Context } from "@/db/context";
import { checkAlerts } from "@/lib/services/alerts/check-alerts";
import { listQuotas } from "@/lib/services/quotas/list-quotas";
import { putQuotas } from "@/lib/services/quotas/put-quotas";

/** Which share of its quota a meter has used when the demo is made: one well within, one near it, one above. */
const SHARES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  acme: { file_uploads: "0.4", api: "0.82", bandwidth: "1.1" },
  globex: { functions: "0.4", compute: "0.82", ai_tokens: "1.1" },
};

/** Gives a demo organization quotas that its recorded usage is within, near and above; its own are left alone. */
export async function seedQuotas(context: Context): Promise<void> {
  const shares = SHARES[context.tenant.slug] ?? {};
  const now = new Date();
  const { quotas } = await listQuotas({ ...context, now });
  if (quotas.some(({ source }) => source === "own")) return;
  const body = quotas.flatMap(({ usage_type, used }) => {
    const share = shares[usage_type];
    // In the first days of a month nothing may be used yet.
    if (share === undefined || new Big(used).lte(0)) return [];
    const limit = new Big(used).div(share).prec(2, Big.roundHalfUp).round(0, Big.roundUp).toFixed();
    return [{ usage_type, limit, period: "billing_period" as const, hard: false }];
  });
  if (body.length > 0) await putQuotas({ ...context, now }, { body });
  await checkAlerts({ ...context, now });
}
