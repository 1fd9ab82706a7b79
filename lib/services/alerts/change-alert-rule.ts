import "server-only";
import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { alertRules } from "@/db/schema";
import { writeAsTenant } from "@/db/scope";
import type {
  AlertRuleAnswer,
  AlertRuleChangeInput,
  AlertRuleDeleteInput,
} from "@/lib/contracts/alert-rules";
import { type AlertRule, CHANNELS, risingThresholds } from "@/lib/domain/alerts/rule";
import { ConflictError, NotFoundError } from "@/lib/errors";
import { selectAlertRule } from "@/lib/selectors/alerts/select-alert-rules";
import { findLimits } from "@/lib/services/alerts/find-limits";
import { findRules } from "@/lib/services/alerts/find-rules";
import { toRuleAnswer } from "@/lib/services/alerts/to-rule-answer";
import { usageReader } from "@/lib/services/usage/usage-reader";

/** Changes a rule, or mutes it. Of a built-in one only what was changed is stored; its quota gives the rest. */
export async function changeAlertRule(
  context: Context,
  { id, body }: AlertRuleChangeInput,
): Promise<AlertRuleAnswer> {
  const { db, tenantId, now } = context;
  return writeAsTenant(db, tenantId, async (tx) => {
    const rule = await findRule(context, tx, id);
    if (rule.builtIn && body.name !== undefined && body.name !== rule.name)
      throw new ConflictError("A built-in rule keeps the name of its quota.");
    const { name = rule.name, enabled = rule.enabled } = body;
    const changed: AlertRule = {
      ...{ ...rule, name, enabled },
      thresholds: body.thresholds ? risingThresholds(body.thresholds) : rule.thresholds,
      channels: body.channels ? CHANNELS.filter((one) => body.channels?.includes(one)) : rule.channels,
    };
    const { thresholds, channels, ...fields } = changed;
    const row = { ...fields, thresholds: [...thresholds], channels: [...channels], updatedAt: now };
    await tx
      .insert(alertRules)
      .values({ organizationId: tenantId, createdAt: now, ...row })
      .onConflictDoUpdate({ target: [alertRules.organizationId, alertRules.id], set: row });
    const stored = await selectAlertRule(tx, tenantId, id);
    return toRuleAnswer(changed, stored?.createdAt ?? now);
  });
}

async function findRule(context: Context, tx: Db, id: string): Promise<AlertRule> {
  const reader = await usageReader(tx, context.tenantId);
  const rules = await findRules(reader, await findLimits(context, reader));
  const rule = rules.find((one) => one.id === id);
  if (!rule) throw new NotFoundError();
  // Without the instants of a stored row.
  const { name, kind, limitOf, usageType, teamId, period, thresholds, channels, enabled, builtIn } = rule;
  return { id, name, kind, limitOf, usageType, teamId, period, thresholds, channels, enabled, builtIn };
}

/** Deletes a rule of the organization's own; what it found stays. */
export async function deleteAlertRule(context: Context, { id }: AlertRuleDeleteInput): Promise<undefined> {
  const { db, tenantId } = context;
  await writeAsTenant(db, tenantId, async (tx) => {
    const rule = await findRule(context, tx, id);
    if (rule.builtIn)
      throw new ConflictError("This rule belongs to its quota: mute it by enabled: false instead.");
    await tx.delete(alertRules).where(and(eq(alertRules.organizationId, tenantId), eq(alertRules.id, id)));
  });
}
