import "server-only";
import type { Context } from "@/db/context";
import type { BudgetAnswer, Budgets } from "@/lib/contracts/budgets";
import type { Quotas } from "@/lib/contracts/quotas";
import type { Budget } from "@/lib/domain/quota/budget";
import { projectedCrossing } from "@/lib/domain/quota/projection";
import { quotaRatio, shareLevel } from "@/lib/domain/quota/status";
import { billingCalendar, quotaWindow } from "@/lib/domain/quota/window";
import { selectBudgets } from "@/lib/selectors/quotas/select-budgets";
import { readMoney } from "@/lib/services/budgets/read-money";
import { alertThresholds } from "@/lib/services/quotas/alert-thresholds";
import { readQuotas } from "@/lib/services/quotas/list-quotas";
import { readUsage } from "@/lib/services/usage/usage-reader";

/** The budgets with what is spent of each in its current period, and which limit is reached first. */
export async function listBudgets(context: Context): Promise<Budgets> {
  const { tenantId, tenant, now } = context;
  return readUsage(context, async (reader) => {
    const stored = await selectBudgets(reader.tx, tenantId);
    const windows = stored.map(({ period }) => quotaWindow(now, period, billingCalendar(tenant)));
    const spent = await readMoney(reader, tenant, windows);
    const budgets = stored.map((budget, at) => toAnswer(context, budget, spent[at] ?? "0"));
    return { budgets, first_crossing: firstCrossing(budgets, await readQuotas(context, reader)) };
  });
}

function toAnswer({ tenant, now }: Context, { period, amount }: Budget, used: string): BudgetAnswer {
  const window = quotaWindow(now, period, billingCalendar(tenant));
  return {
    ...{ period, amount, used, currency: tenant.currency },
    period_start: window.from.toISOString(),
    period_end: window.to.toISOString(),
    ratio: quotaRatio(used, amount),
    status: shareLevel(used, amount, alertThresholds()) ?? "ok",
    projected_crossing: projectedCrossing(used, amount, window, now)?.toISOString() ?? null,
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
