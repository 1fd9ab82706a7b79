import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { prepared } from "@/db/prepared";
import type { TenantId } from "@/lib/domain/viewer";
import { type BatchRows, KINDS } from "@/lib/services/events/batch-rows";
import type { IngestSettings } from "@/lib/services/events/ingest-settings";

export type StoredBatch = {
  /** False when the organization's meters or retention changed since: then nothing was stored. */
  current: boolean;
  /** How many events the statement found to store. */
  received: number;
  /** The ids that were taken already, so that their events do not count again. */
  withheld: Set<string>;
};

/**
 * Claims the identities of a batch of distinct events, stores the claimed ones and rolls them up, in one
 * statement. The organization's row is shared until the commit, so that a change of its zone or meters waits.
 */
export async function storeBatch(
  tx: Db,
  tenantId: TenantId,
  settings: IngestSettings,
  batch: BatchRows,
): Promise<StoredBatch> {
  const { rows } = await tx.execute<{ current: boolean; received: string; withheld: string[] }>(
    prepared(sql`
    with ${batch.before} organization as (
      select id, timezone from organizations
      where id = ${tenantId} and meters_revision = ${settings.metersRevision}
        and retention_days is not distinct from ${settings.retentionDays}::integer
      for key share
    ), ${claimed(batch.events)},
    ${uploads}, ${requests}, ${usage}, ${rollup(batch.facts)}, ${dirty}, ${teams}
    select exists (select from organization) as current, (select count(*) from input) as received,
      array(select i.id::text from input i where not exists (select from claimed c where c.id = i.id)) as withheld`),
  );
  const [row] = rows;
  return {
    current: row?.current ?? false,
    received: Number(row?.received ?? 0),
    withheld: new Set(row?.withheld),
  };
}

/** Sorted, so that two batches with common events wait for each other in one order and never in a circle. */
const claimed = (events: SQL): SQL => sql`
  input as materialized (
    select * from ${events}
  ), claimed as (
    insert into event_keys (organization_id, id, fingerprint, kind, occurred_at)
    select o.id, i.id, i.fingerprint, i.kind, i.at from input i cross join organization o
    order by i.id
    on conflict do nothing
    returning id
  ), accepted as materialized (
    select i.*, o.id as organization_id, o.timezone
    from claimed c join input i on i.id = c.id cross join organization o
  )`;

const uploads: SQL = sql`
  uploads as (
    insert into file_uploads (organization_id, id, source, source_id, team_id, api_key_id, subject, provider,
      uploaded_at, file_type, file_size, upload_status, file_name, properties)
    select organization_id, id, source, source_id, team_id, api_key_id, subject, provider,
      at, file_type, size, upload_status, file_name, properties
    from accepted where kind = ${sql.raw(`${KINDS.upload}`)} order by at, id
  )`;

const requests: SQL = sql`
  requests as (
    insert into api_requests (organization_id, id, source, source_id, team_id, api_key_id, subject, provider,
      requested_at, endpoint, method, status_code, response_time_ms, bytes, error_message, properties)
    select organization_id, id, source, source_id, team_id, api_key_id, subject, provider,
      at, endpoint, method, status_code, response_time_ms, size, error_message, properties
    from accepted where kind = ${sql.raw(`${KINDS.request}`)} order by at, id
  )`;

const usage: SQL = sql`
  usage as (
    insert into usage_events (organization_id, id, source, source_id, team_id, api_key_id, subject, provider,
      occurred_at, type, usage_type, quantity, file_type, user_id, session_id, properties)
    select organization_id, id, source, source_id, team_id, api_key_id, subject, provider,
      at, type, usage_type, quantity, file_type, user_id, session_id, properties
    from accepted where kind = ${sql.raw(`${KINDS.usage}`)} order by at, id
  )`;

/** Added up first, then sorted by key: unsorted, writers of the same buckets lock each other in a circle. */
const rollup = (facts: SQL): SQL => sql`
  sums as materialized (
    select a.organization_id, f.fact, date_bin('15 minutes', a.at, '2000-01-01 00:00:00+00') as bucket_start,
      coalesce(a.team_id, '') as team_id, coalesce(a.provider, '') as provider,
      coalesce(a.file_type, '') as file_type, count(*) as event_count, coalesce(sum(f.quantity), 0) as quantity,
      count(f.quantity) as quantity_count, coalesce(sum(f.duration_ms), 0) as duration_ms,
      count(f.duration_ms) as duration_count
    from ${facts}
    join accepted a on a.n = f.n
    group by 1, 2, 3, 4, 5, 6
  ), rollup as (
    insert into rollup_quarter_hours as kept (organization_id, fact, bucket_start, team_id, provider, file_type,
      event_count, quantity, quantity_count, duration_ms, duration_count)
    select * from sums
    order by fact collate "C", bucket_start, team_id collate "C", provider collate "C", file_type collate "C"
    on conflict (organization_id, fact, bucket_start, team_id, provider, file_type) do update set
      event_count = kept.event_count + excluded.event_count,
      quantity = kept.quantity + excluded.quantity,
      quantity_count = kept.quantity_count + excluded.quantity_count,
      duration_ms = kept.duration_ms + excluded.duration_ms,
      duration_count = kept.duration_count + excluded.duration_count
  )`;

const dirty: SQL = sql`
  dirty as (
    insert into dirty_days (organization_id, usage_date)
    select distinct organization_id, (at at time zone timezone)::date from accepted
  )`;

const teams: SQL = sql`
  batch_teams as materialized (
    select organization_id, team_id from accepted where team_id is not null group by 1, 2
  ), new_teams as (
    insert into teams (organization_id, id, name)
    select organization_id, team_id, team_id from batch_teams order by team_id
    on conflict do nothing
  )`;
