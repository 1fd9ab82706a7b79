import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { organizations } from "@/db/schema";
import { readAsTenant, writeAsTenant } from "@/db/scope";
import { forgetApiKeys } from "@/lib/auth/api-key-caller";
import type { Settings, SettingsChange } from "@/lib/contracts/settings";
import { WEEK_STARTS } from "@/lib/domain/intervals";
import type { TenantId } from "@/lib/domain/viewer";
import { NotFoundError } from "@/lib/errors";
import { changeTimezone } from "@/lib/services/organizations/change-timezone";

/** The organization's settings as they are now. */
export async function getSettings({ db, tenantId }: Context): Promise<Settings> {
  return readAsTenant(db, tenantId, (tx) => readSettings(tx, tenantId));
}

/**
 * Changes the given settings in one transaction and answers with all of them. A new zone rebuilds the days; a new
 * retention is judged by at once and deletes with its job's next run.
 */
export async function changeSettings(context: Context, { body }: SettingsChange): Promise<Settings> {
  const { db, tenantId } = context;
  const settings = await db.transaction(async (tx) => {
    const current = await readAsTenant(tx, tenantId, (scoped) => readSettings(scoped, tenantId));
    if (body.timezone !== undefined && body.timezone !== current.timezone)
      await changeTimezone({ ...context, db: tx }, body.timezone);
    return writeAsTenant(tx, tenantId, async (scoped) => {
      await scoped.update(organizations).set(toColumns(body)).where(eq(organizations.id, tenantId));
      return readSettings(scoped, tenantId);
    });
  });
  forgetApiKeys(tenantId);
  return settings;
}

function toColumns(body: SettingsChange["body"]) {
  const { name, billing_anchor_day, week_start, currency, retention_days } = body;
  return {
    // A row is written in any case: the lock keeps the answer true until the commit.
    name: name ?? sql`name`,
    ...(billing_anchor_day === undefined ? {} : { billingAnchorDay: billing_anchor_day }),
    ...(week_start === undefined ? {} : { weekStart: week_start }),
    ...(currency === undefined ? {} : { currency }),
    ...(retention_days === undefined ? {} : { retentionDays: retention_days }),
  };
}

async function readSettings(tx: Db, tenantId: TenantId): Promise<Settings> {
  const [row] = await tx.select().from(organizations).where(eq(organizations.id, tenantId));
  if (!row) throw new NotFoundError();
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    timezone: row.timezone,
    billing_anchor_day: row.billingAnchorDay,
    week_start: WEEK_STARTS.find((day) => day === row.weekStart) ?? "monday",
    currency: row.currency,
    retention_days: row.retentionDays,
    events_kept_from: row.eventsKeptFrom?.toISOString() ?? null,
  };
}
