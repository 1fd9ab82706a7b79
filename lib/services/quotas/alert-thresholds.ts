import "server-only";
import type { LevelThresholds } from "@/lib/domain/quota/status";
import { env } from "@/lib/env";

/** The shares of a limit at which the levels begin, as this installation is set. */
export function alertThresholds(): LevelThresholds {
  const settings = env();
  return {
    warning: settings.USAGE_ALERT_WARNING,
    critical: settings.USAGE_ALERT_CRITICAL,
    exceeded: settings.USAGE_ALERT_EXCEEDED,
  };
}
