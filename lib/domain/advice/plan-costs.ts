import { addDecimals, compareDecimals, subtractDecimals } from "@/lib/domain/decimal";
import { type BilledKey, dueOf } from "@/lib/domain/spend/bill";

/** What one key costs in each of some periods, and together. */
export type KeyCost = { usageType: string; quantities: string[]; amounts: string[]; amount: string };
export type PlanCost = { plan: string; totals: string[]; total: string; keys: KeyCost[] };
export type ComparedPlan = PlanCost & { difference: string };

/** What some periods cost under a plan, from the rated keys of each period; keys without cost and usage are left out. */
export function planCost(plan: string, periods: readonly (readonly BilledKey[])[]): PlanCost {
  const names = [...new Set(periods.flat().map(({ usageType }) => usageType))].sort();
  const keys = names.map((usageType) => keyCost(usageType, periods));
  const totals = periods.map((billed) => addDecimals(billed.map(dueOf)));
  return {
    plan,
    totals,
    total: addDecimals(totals),
    keys: keys.filter(({ amount, quantities }) => [amount, ...quantities].some((value) => value !== "0")),
  };
}

function keyCost(usageType: string, periods: readonly (readonly BilledKey[])[]): KeyCost {
  const ofKey = periods.map((billed) => billed.filter((one) => one.usageType === usageType));
  const quantities = ofKey.map((billed) =>
    addDecimals(billed.flatMap(({ lines }) => lines.map(({ quantity }) => quantity))),
  );
  const amounts = ofKey.map((billed) => addDecimals(billed.map(dueOf)));
  return { usageType, quantities, amounts, amount: addDecimals(amounts) };
}

/** Plans by their cost, the cheapest first; of equal ones the current one, then in the order given. */
export function comparePlans(costs: readonly PlanCost[], current: string): ComparedPlan[] {
  const own = costs.find(({ plan }) => plan === current)?.total ?? "0";
  const rank = ({ plan }: PlanCost) => (plan === current ? 0 : 1);
  return costs
    .map((cost) => ({ ...cost, difference: subtractDecimals(cost.total, own) }))
    .sort((a, b) => compareDecimals(a.total, b.total) || rank(a) - rank(b));
}
