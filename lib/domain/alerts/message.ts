import type { Channel, RuleKind } from "@/lib/domain/alerts/rule";
import type { QuotaPeriod } from "@/lib/domain/quota/quota";
import type { Level } from "@/lib/domain/quota/status";

/** What a channel is told, once and for all when the alert fires: every attempt carries the same. */
export type AlertMessage = {
  type: "alert.triggered" | "alert.test";
  timestamp: string;
  data: {
    id: string;
    level: Level;
    organization: { id: string; slug: string; name: string };
    rule_id: string;
    rule_name: string;
    kind: RuleKind;
    usage_type: string | null;
    team_id: string | null;
    unit: string;
    period: QuotaPeriod;
    period_start: string;
    period_end: string;
    threshold: string;
    base: string | null;
    value_at_crossing: string;
    /** The same in words. */
    summary: string;
    /** Where people see it. */
    url: string;
  };
};

/** Where an alert goes: one message to one recipient. */
export type Delivery = {
  organizationId: string;
  id: string;
  channel: Channel;
  destinationId: string | null;
  recipient: string;
  message: AlertMessage;
  attempts: number;
};

/** One line for a log, beginning with the level: no line break in a name can make a second one. */
export function logLine({ data }: AlertMessage): string {
  const line = `${data.level.toUpperCase()} ${data.organization.slug}: ${data.summary} (alert ${data.id})`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a log.
  return line.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ");
}
