import type { PlanAnswer } from "@/lib/contracts/plans";
import { amountText } from "@/lib/contracts/rating-decimals";

/** Quotas of a billing period while they are typed, by meter: a number, `unlimited`, or nothing for no quota. */
export type QuotaDraft = Readonly<Record<string, string>>;
type Quotas = PlanAnswer["quotas"];

const UNLIMITED = "unlimited";
const PERIOD = "billing_period";

export function quotaDraftOf({ quotas }: PlanAnswer): QuotaDraft {
  const own = quotas.filter(({ period }) => period === PERIOD);
  return Object.fromEntries(own.map(({ usage_type, limit }) => [usage_type, limit ?? UNLIMITED]));
}

/** The quotas that a draft means beside those of days and months, and what is wrong with it by meter. */
export function readQuotas(
  { quotas }: PlanAnswer,
  draft: QuotaDraft,
): { quotas: Quotas; errors: Readonly<Record<string, string>> } {
  const errors: Record<string, string> = {};
  const read = Object.entries(draft).flatMap(([usage_type, typed]): Quotas => {
    const text = typed.trim().toLowerCase();
    if (text === "") return [];
    const hard = quotas.some((one) => one.usage_type === usage_type && one.period === PERIOD && one.hard);
    if (text === UNLIMITED) return [{ usage_type, limit: null, period: PERIOD, hard }];
    const parsed = amountText.safeParse(text);
    if (parsed.success) return [{ usage_type, limit: parsed.data, period: PERIOD, hard }];
    errors[usage_type] = parsed.error.issues[0]?.message ?? "must be a number";
    return [];
  });
  return { quotas: [...quotas.filter(({ period }) => period !== PERIOD), ...read], errors };
}
