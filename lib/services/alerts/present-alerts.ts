import "server-only";
import type { Context } from "@/db/context";
import type { AlertAnswer, DeliveryAnswer } from "@/lib/contracts/alerts";
import { placeOf } from "@/lib/domain/alerts/changes";
import { CHANNELS } from "@/lib/domain/alerts/rule";
import { toDecimal } from "@/lib/domain/decimal";
import { dateIn } from "@/lib/domain/time-zone";
import {
  type StoredAlert,
  type StoredDelivery,
  selectDeliveries,
  selectReadIds,
} from "@/lib/selectors/alerts/select-alerts";
import { readAlertRow } from "@/lib/services/alerts/alert-row";
import { meterNames } from "@/lib/services/alerts/check-alerts";
import { findLimits } from "@/lib/services/alerts/find-limits";
import { findRules } from "@/lib/services/alerts/find-rules";
import { observeRules } from "@/lib/services/alerts/observe-rules";
import type { UsageReader } from "@/lib/services/usage/usage-reader";

/** Alerts in the words of the contract, with what was sent, and with live values as long as their period lasts. */
export async function presentAlerts(
  context: Context,
  reader: UsageReader,
  rows: readonly StoredAlert[],
): Promise<AlertAnswer[]> {
  const { tenantId, viewer } = context;
  const ids = rows.map(({ id }) => id);
  const names = meterNames(reader);
  const live = await liveValues(context, reader, rows);
  const sent = await selectDeliveries(reader.tx, tenantId, ids);
  const seen =
    viewer.kind === "user" ? await selectReadIds(reader.tx, tenantId, viewer.userId, ids) : new Set(ids);
  return rows.map((row) => {
    const { value, usageType, teamId, ...fields } = readAlertRow(row, names);
    return {
      ...fields,
      ...{ id: row.id, rule_id: row.ruleId, rule_name: row.ruleName, usage_type: usageType, team_id: teamId },
      value_at_crossing: value,
      value_now: live.get(placeOf(row)) ?? toDecimal(row.valueNow),
      period_start: row.periodStart.toISOString(),
      period_end: row.periodEnd.toISOString(),
      triggered_at: row.triggeredAt.toISOString(),
      recovered_at: row.recoveredAt?.toISOString() ?? null,
      recrossed_at: row.recrossedAt?.toISOString() ?? null,
      acknowledged_at: row.acknowledgedAt?.toISOString() ?? null,
      acknowledged_by: row.acknowledgedBy,
      ...{ notified: row.notified, read: seen.has(row.id), link: linkTo(context, row) },
      deliveries: sent.filter(({ alertId }) => alertId === row.id).map(toDelivery),
    };
  });
}

/** What the rules of alerts in lasting periods see now; the rest keeps what was seen last. */
async function liveValues(
  context: Context,
  reader: UsageReader,
  rows: readonly StoredAlert[],
): Promise<Map<string, string>> {
  const lasting = new Set(
    rows.filter(({ periodEnd }) => periodEnd > context.now).map(({ ruleId }) => ruleId),
  );
  if (lasting.size === 0) return new Map();
  const limits = await findLimits(context, reader);
  const rules = (await findRules(reader, limits)).filter(({ id }) => lasting.has(id));
  const observations = await observeRules(context, reader, rules, limits);
  return new Map(observations.map((observation) => [placeOf(observation), observation.value]));
}

/** The page that shows what the alert is about: its meter over its period, in the billing zone. */
function linkTo({ tenant }: Context, { usageType, periodStart, periodEnd }: StoredAlert): string {
  const start = dateIn(periodStart.getTime(), tenant.timezone);
  const end = dateIn(periodEnd.getTime() - 1, tenant.timezone);
  const search = new URLSearchParams({ start, end });
  if (usageType !== "") search.set("type", usageType);
  return `${usageType === "" ? "/spend" : "/usage"}?${search}`;
}

/** One delivery in the words of the contract. */
export function toDelivery(row: StoredDelivery): DeliveryAnswer {
  const channel = CHANNELS.find((known) => known === row.channel);
  const state = STATES.find((known) => known === row.state);
  if (!channel || !state) throw new Error(`The database holds a delivery by ${row.channel}: ${row.state}.`);
  return {
    ...{ id: row.id, channel, state, recipient: row.recipient, attempts: row.attempts },
    last_error: row.lastError,
    next_attempt_at: row.nextAttemptAt?.toISOString() ?? null,
    created_at: row.createdAt.toISOString(),
    delivered_at: row.deliveredAt?.toISOString() ?? null,
  };
}
const STATES = ["pending", "delivered", "failed"] as const;
