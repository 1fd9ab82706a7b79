import "server-only";
import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { organizations } from "@/db/schema";
import { readAsTenant } from "@/db/scope";
import type { Meter } from "@/lib/domain/meters";
import type { TenantId } from "@/lib/domain/viewer";
import { NotFoundError } from "@/lib/errors";
import { selectMeters } from "@/lib/selectors/meters/select-meters";

/** What events are judged by. A batch stores nothing when the organization has moved on from these. */
export type IngestSettings = {
  meters: readonly Meter[];
  metersRevision: string;
  retentionDays: number | null;
  /** Up to here the retention has deleted events with their identities: a repeated one could not be told. */
  eventsKeptFrom: Date | null;
};

const cache = new WeakMap<Db, Map<TenantId, IngestSettings>>();

/** The organization's settings, kept until a batch finds them outdated (`forgetIngestSettings`). */
export async function ingestSettings({ db, tenantId }: Context): Promise<IngestSettings> {
  const cached = cache.get(db) ?? new Map<TenantId, IngestSettings>();
  cache.set(db, cached);
  const settings =
    cached.get(tenantId) ?? (await readAsTenant(db, tenantId, (tx) => readIngestSettings(tx, tenantId)));
  cached.set(tenantId, settings);
  return settings;
}

export function forgetIngestSettings({ db, tenantId }: Context): void {
  cache.get(db)?.delete(tenantId);
}

export async function isCurrent({ db, tenantId }: Context, known: IngestSettings): Promise<boolean> {
  const now = await readAsTenant(db, tenantId, (tx) => readIngestSettings(tx, tenantId));
  return now.metersRevision === known.metersRevision && now.retentionDays === known.retentionDays;
}

export async function readIngestSettings(tx: Db, tenantId: TenantId): Promise<IngestSettings> {
  const [organization] = await tx
    .select({
      metersRevision: organizations.metersRevision,
      retentionDays: organizations.retentionDays,
      eventsKeptFrom: organizations.eventsKeptFrom,
    })
    .from(organizations)
    .where(eq(organizations.id, tenantId));
  if (!organization) throw new NotFoundError();
  return { ...organization, meters: await selectMeters(tx, tenantId) };
}
