import "server-only";
import { randomUUID } from "node:crypto";
import { count, eq } from "drizzle-orm";
import type { Context } from "@/db/context";
import { alertRules } from "@/db/schema";
import { writeAsTenant } from "@/db/scope";
import type { AlertRuleAnswer, AlertRuleCreateInput } from "@/lib/contracts/alert-rules";
import { ConflictError } from "@/lib/errors";
import { selectMeters } from "@/lib/selectors/meters/select-meters";
import { toNewRule } from "@/lib/services/alerts/to-new-rule";
import { toRuleAnswer } from "@/lib/services/alerts/to-rule-answer";

/** Every check looks at every rule. */
const MOST_RULES = 200;

/** Makes a rule of the organization's own. What it finds crossed already fires at the next check. */
export async function createAlertRule(
  { db, tenantId, now }: Context,
  { body }: AlertRuleCreateInput,
): Promise<AlertRuleAnswer> {
  return writeAsTenant(db, tenantId, async (tx) => {
    const rule = toNewRule(body, randomUUID(), await selectMeters(tx, tenantId));
    const [there] = await tx
      .select({ rules: count() })
      .from(alertRules)
      .where(eq(alertRules.organizationId, tenantId));
    if ((there?.rules ?? 0) >= MOST_RULES)
      throw new ConflictError(`There are ${MOST_RULES} rules already: delete some first.`);
    const { thresholds, channels, ...fields } = rule;
    await tx.insert(alertRules).values({
      ...{ organizationId: tenantId, createdAt: now, updatedAt: now, ...fields },
      ...{ thresholds: [...thresholds], channels: [...channels] },
    });
    return toRuleAnswer(rule, now);
  });
}
