import "server-only";
import type { Context } from "@/db/context";
import type { BudgetAnswer, Budgets } from "@/lib/contracts/budgets";
import type { Quotas } from "@/lib/contracts/quotas";
import type { Budget } from "@/lib/domain/quota/budget";
import { crossingOf, evenly, paceOutlook } from "@/lib/domain/quota/outlook";
import { quotaRatio, shareLevel } from "@/lib/domain/quota/status";
import { billingCalendar, quotaWindow } from "@/lib/domain/quota/window";
import type { Range } from "@/lib/domain/range";
import { selectBudgets } from "@/lib/selectors/quotas/select-budgets";
import { readMoney } from "@/lib/services/budgets/read-money";
import { alertThresholds } from "@/lib/services/quotas/alert-thresholds";
import { readQuotas } from "@/lib/services/quotas/list-quotas";
import { readSpendForecast } from "@/lib/services/spend/get-spend-forecast";
import { readUsage, type UsageReader } from "@/lib/services/usage/usage-reader";

/** The budgets with what is spent of each in its current period, and which limit is reached first. */
export async function listBudgets(context: Context): Promise<Budgets> {
  const { tenantId, tenant, now } = context;
  return readUsage(context, async (reader) => {
    const stored = await selectBudgets(reader.tx, tenantId);
    const windows = stored.map(({ period }) => quotaWindow(now, period, billingCalendar(tenant)));
    const spent = await readMoney(reader, tenant, windows);
    const forecast = await readOutlook(context, reader, stored);
    const budgets = stored.map((budget, at) => toAnswer(context, budget, spent[at] ?? "0", forecast));
    return { budgets, first_crossing: firstCrossing(budgets, await readQuotas(context, reader)) };
  });
}

type SpendOutlook = { from: Date; to: Date; total: string };

/** What the billing period will come to, as the Spend page says; null where no budget asks. */
async function readOutlook(
  context: Context,
  reader: UsageReader,
  budgets: readonly Budget[],
): Promise<SpendOutlook | null> {
  if (budgets.length === 0) return null;
  const { period_start, period_end, projected_total: total } = await readSpendForecast(context, reader);
  return { from: new Date(period_start), to: new Date(period_end), total };
}

/** The forecast of the same period, its rest spread evenly; of another period the pace so far. */
function outlookOf(forecast: SpendOutlook | null, used: string, window: Range, now: Date) {
  const isSame =
    forecast?.from.getTime() === window.from.getTime() && forecast.to.getTime() === window.to.getTime();
  if (!isSame) return paceOutlook(used, window, now);
  return evenly(used, forecast.total, { from: now, to: window.to });
}

function toAnswer(
  { tenant, now }: Context,
  { period, amount }: Budget,
  used: string,
  forecast: SpendOutlook | null,
): BudgetAnswer {
  const window = quotaWindow(now, period, billingCalendar(tenant));
  const outlook = outlookOf(forecast, used, window, now);
  return {
    ...{ period, amount, used, currency: tenant.currency },
    period_start: window.from.toISOString(),
    period_end: window.to.toISOString(),
    ratio: quotaRatio(used, amount),
    status: shareLevel(used, amount, alertThresholds()) ?? "ok",
    projected_crossing: crossingOf(outlook, used, amount)?.toISOString() ?? null,
  };
}

function firstCrossing(budgets: readonly BudgetAnswer[], quotas: Quotas): Budgets["first_crossing"] {
  const ofQuotas = quotas.first_crossing;
  const crossings = budgets.flatMap(({ period, projected_crossing: at }) =>
    at === null ? [] : [{ kind: "budget" as const, usage_type: null, period, at }],
  );
  const all = [...crossings, ...(ofQuotas ? [{ kind: "quota" as const, ...ofQuotas }] : [])];
  return all.sort((a, b) => (a.at < b.at ? -1 : 1))[0] ?? null;
}
