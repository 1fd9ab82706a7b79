import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import type { Context } from "@/db/context";
import { alerts } from "@/db/schema";
import { writeAsTenant } from "@/db/scope";
import type { AlertAcknowledgeInput, AlertAnswer } from "@/lib/contracts/alerts";
import { findAlert } from "@/lib/services/alerts/find-alert";

/** Notes who has taken care of an alert, and when; the first stays. */
export async function acknowledgeAlert(
  context: Context,
  { id }: AlertAcknowledgeInput,
): Promise<AlertAnswer> {
  const { db, tenantId, now } = context;
  await writeAsTenant(db, tenantId, (tx) =>
    tx
      .update(alerts)
      .set({ acknowledgedAt: now, acknowledgedBy: nameOf(context) })
      .where(and(eq(alerts.organizationId, tenantId), eq(alerts.id, id), isNull(alerts.acknowledgedAt))),
  );
  return findAlert(context, id);
}

function nameOf({ viewer }: Context): string {
  if (viewer.kind === "user") return viewer.name;
  if (viewer.kind === "api_key") return `API key ${viewer.apiKeyId}`;
  return viewer.kind === "token" ? viewer.subject : "Meterline";
}
