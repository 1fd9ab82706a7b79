import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { Context } from "@/db/context";
import { budgets } from "@/db/schema";
import { writeAsTenant } from "@/db/scope";
import type { Budgets, BudgetsPutInput } from "@/lib/contracts/budgets";
import { InvalidInput } from "@/lib/domain/invalid-input";
import { listBudgets } from "@/lib/services/budgets/list-budgets";

/** Sets the budgets of some periods, or removes them, all or none, and answers with every budget. */
export async function putBudgets(context: Context, { body }: BudgetsPutInput): Promise<Budgets> {
  const { db, tenantId, now } = context;
  const periods = body.map(({ period }) => period);
  const twice = periods.findIndex((period, at) => periods.indexOf(period) < at);
  if (twice >= 0)
    throw new InvalidInput("invalid_parameter", `${twice}.period`, "has a budget in the list already");
  const removed = body.flatMap(({ period, amount }) => (amount === null ? [period] : []));
  const set = body.flatMap(({ period, amount }) =>
    amount === null ? [] : [{ organizationId: tenantId, period, amount, updatedAt: now }],
  );
  await writeAsTenant(db, tenantId, async (tx) => {
    await tx
      .delete(budgets)
      .where(and(eq(budgets.organizationId, tenantId), inArray(budgets.period, removed)));
    if (set.length > 0)
      await tx
        .insert(budgets)
        .values(set)
        .onConflictDoUpdate({
          target: [budgets.organizationId, budgets.period],
          set: { amount: sql`excluded.amount`, updatedAt: sql`excluded.updated_at` },
        });
  });
  return listBudgets(context);
}
