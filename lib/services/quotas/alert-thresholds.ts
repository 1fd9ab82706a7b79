import "server-only";
import { toDecimal } from "@/lib/domain/decimal";
import type { LevelThresholds } from "@/lib/domain/quota/status";
import { env } from "@/lib/env";

/** The shares of a limit at which the levels begin, as this installation is set. */
export function alertThresholds(): LevelThresholds {
  const settings = env();
  return {
    warning: toDecimal(settings.USAGE_ALERT_WARNING),
    critical: toDecimal(settings.USAGE_ALERT_CRITICAL),
    exceeded: toDecimal(settings.USAGE_ALERT_EXCEEDED),
  };
}
