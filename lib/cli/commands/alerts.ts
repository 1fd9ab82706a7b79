import type { Command } from "commander";
import type { AlertAnswer } from "@/lib/contracts/alerts";
import { compareDecimals } from "@/lib/domain/decimal";
import { checkAlertsFromRequest } from "@/lib/services/alerts/check-alerts-from-request";
import { listAlerts } from "@/lib/services/alerts/list-alerts";
import { deliverDue } from "@/lib/services/deliveries/deliver-due";
import { addCommand, type CommonOptions, openContext } from "../command";
import type { ExitCode } from "../failure";
import { count, type Terminal } from "../terminal";
import { nonEmpty, wholeNumberBetween } from "../values";

const ORGANIZATION = "the organization (default: the only one)";
const DAY_MS = 86_400_000;
const PAGE = 200;

/** `alerts`: checks the rules now, and tells what fired. */
export function addAlerts(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  const alerts = program.command("alerts").description("quotas and rules that were crossed");
  addCommand(alerts, "check", "check the rules now, send what is new, and print what stands", ORGANIZATION)
    .argument("[meter]", "only this meter", nonEmpty)
    .action(async (meter: string | undefined, options: CommonOptions) =>
      end(await check(meter, options, terminal)),
    );
  addCommand(alerts, "list", "what fired, the newest first", ORGANIZATION)
    .option("--days <days>", "how far back", wholeNumberBetween(1, 3660), 30)
    .action(async (options: CommonOptions & { days: number }) => end(await list(options, terminal)));
}

async function check(
  meter: string | undefined,
  options: CommonOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const context = await openContext(options);
  const asked = meter === undefined ? {} : { usage_type: meter };
  const { triggered } = await checkAlertsFromRequest(context, { body: asked });
  await deliverDue(context.db, { organizationId: context.tenantId });
  const { alerts } = await listAlerts(context, { ...asked, current: true, page: 1, limit: PAGE });
  const standing = highestOfEach(alerts);
  if (options.json) terminal.print(JSON.stringify({ triggered, standing }));
  else for (const alert of standing) terminal.print(line(alert, triggered));
  if (!options.json) terminal.note(`${count(triggered.length)} new, ${count(standing.length)} standing`);
  return 0;
}

/** Of the thresholds of one rule, meter and period the highest that stands. */
function highestOfEach(alerts: readonly AlertAnswer[]): AlertAnswer[] {
  const places = new Map<string, AlertAnswer>();
  for (const alert of alerts) {
    const place = JSON.stringify([alert.rule_id, alert.usage_type, alert.period, alert.period_start]);
    const before = places.get(place);
    if (!before || compareDecimals(before.threshold, alert.threshold) < 0) places.set(place, alert);
  }
  return [...places.values()];
}

function line(alert: AlertAnswer, triggered: readonly AlertAnswer[]): string {
  const isNew = triggered.some(({ id }) => id === alert.id);
  const now = alert.value_now === alert.value_at_crossing ? "" : `; now ${alert.value_now}`;
  return `${alert.level.toUpperCase()} ${alert.summary}${now}${isNew ? " (new)" : ""}`;
}

async function list(options: CommonOptions & { days: number }, terminal: Terminal): Promise<ExitCode> {
  const context = await openContext(options);
  const from = new Date(context.now.getTime() - options.days * DAY_MS).toISOString();
  const to = new Date(context.now.getTime() + 1000).toISOString();
  const { alerts, pagination } = await listAlerts(context, { from, to, page: 1, limit: PAGE });
  if (options.json) terminal.print(JSON.stringify({ alerts }));
  else for (const alert of alerts) terminal.print(`${line(alert, [])} · ${moments(alert)}`);
  const left = pagination.total_items - alerts.length;
  if (left > 0) terminal.note(`${count(left)} older ones are not shown: choose fewer --days.`);
  return 0;
}

function moments({ triggered_at, recovered_at, recrossed_at, acknowledged_at }: AlertAnswer): string {
  const said = [
    triggered_at,
    ...(recovered_at === null ? [] : [`recovered ${recovered_at}`]),
    ...(recrossed_at === null ? [] : [`crossed again ${recrossed_at}`]),
    ...(acknowledged_at === null ? [] : [`acknowledged ${acknowledged_at}`]),
  ];
  return said.join(", ");
}
