import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { GENERIC_EVENT_TYPE } from "@/lib/domain/meters";
import type { Span } from "@/lib/domain/usage-query";
import { openingQuarterHours } from "@/lib/selectors/rollups/opening-quarter-hours";
import { OWN_QUANTITY, ownValue } from "@/lib/selectors/rollups/own-value";

/**
 * Whose rollups: an organization's, or everybody's for an operator (null); of one event, or of the events from one
 * instant to another, only when they are named.
 */
export type RollupScope = {
  organizationId: string | null;
  event?: { id: string; occurredAt: string };
  span?: Span;
};

const ofScope = (at: string, { organizationId, event, span }: RollupScope): SQL => {
  const organization = organizationId === null ? sql`true` : sql`e.organization_id = ${organizationId}`;
  if (span)
    return sql`${organization} and ${sql.raw(at)} >= ${span.start.toISOString()}::timestamptz
      and ${sql.raw(at)} < ${span.end.toISOString()}::timestamptz`;
  if (!event) return organization;
  return sql`${organization} and e.id = ${event.id} and ${sql.raw(at)} = ${event.occurredAt}::timestamptz`;
};

const uploadFacts = (scope: RollupScope): SQL => sql`
  select organization_id, case upload_status when 'success' then 'upload:success' else 'upload:failure' end,
    uploaded_at, team_id, provider, file_type, sign, file_size, null::numeric
  from file_uploads e where ${ofScope("e.uploaded_at", scope)}`;

const requestFacts = (scope: RollupScope): SQL => sql`
  select organization_id,
    case when status_code >= 400 then 'request:failure' when status_code < 400 then 'request:success'
      else 'request:unknown' end,
    requested_at, team_id, provider, null, sign, bytes, response_time_ms
  from api_requests e where ${ofScope("e.requested_at", scope)}`;

const genericFacts = (scope: RollupScope): SQL => sql`
  select e.organization_id, m.key, e.occurred_at, e.team_id, e.provider, e.file_type, e.sign,
    case m.aggregation when 'sum' then e.quantity end, null
  from usage_events e
  join meters m on m.organization_id = e.organization_id and m.key = e.usage_type and m.event_type = e.type
  where ${ofScope("e.occurred_at", scope)} and e.type = ${GENERIC_EVENT_TYPE} and m.aggregation in ('sum', 'count')`;

const ownFacts = (scope: RollupScope, meterKey?: string): SQL => sql`
  select e.organization_id, m.key, e.occurred_at, e.team_id, e.provider, e.file_type, e.sign,
    case m.aggregation when 'sum' then ${OWN_QUANTITY} end, null::numeric
  from usage_events e
  join meters m on m.organization_id = e.organization_id and m.event_type = e.type
  cross join ${ownValue(sql`m.value_property`)}
  where ${ofScope("e.occurred_at", scope)} and e.type <> ${GENERIC_EVENT_TYPE} and m.aggregation in ('sum', 'count')
    and ${meterKey === undefined ? sql`true` : sql`m.key = ${meterKey}`}`;

const quarterHours = (facts: SQL): SQL => sql`
  select organization_id, fact collate "C" as fact,
    date_bin('15 minutes', at, '2000-01-01 00:00:00+00') as bucket_start,
    coalesce(team_id, '') collate "C" as team_id, coalesce(provider, '') collate "C" as provider,
    coalesce(file_type, '') collate "C" as file_type, sum(sign)::bigint as event_count,
    coalesce(sum(sign * quantity), 0) as quantity,
    coalesce(sum(sign) filter (where quantity is not null), 0)::bigint as quantity_count,
    coalesce(sum(sign * duration_ms), 0) as duration_ms,
    coalesce(sum(sign) filter (where duration_ms is not null), 0)::bigint as duration_count
  from (${facts}) as facts(organization_id, fact, at, team_id, provider, file_type, sign, quantity, duration_ms)
  group by 1, 2, 3, 4, 5, 6`;

const openingOf = ({ organizationId, span }: RollupScope, fact?: string): SQL => {
  const opening = openingQuarterHours(organizationId, fact);
  if (!span) return opening;
  return sql`select * from (${opening}) o where o.bucket_start >= ${span.start.toISOString()}::timestamptz
    and o.bucket_start < ${span.end.toISOString()}::timestamptz`;
};

/** Sums of both, where there are any: the opening usage is added up by itself, since it is little or none. */
const together = (events: SQL, opening: SQL): SQL => sql`
  select organization_id, fact, bucket_start, team_id, provider, file_type,
    coalesce(e.event_count, 0) + coalesce(o.event_count, 0) as event_count,
    coalesce(e.quantity, 0) + coalesce(o.quantity, 0) as quantity,
    coalesce(e.quantity_count, 0) + coalesce(o.quantity_count, 0) as quantity_count,
    coalesce(e.duration_ms, 0) + coalesce(o.duration_ms, 0) as duration_ms,
    coalesce(e.duration_count, 0) + coalesce(o.duration_count, 0) as duration_count
  from (${events}) e
  full join (
    select organization_id, fact, bucket_start, team_id, provider, file_type, sum(event_count)::bigint as event_count,
      sum(quantity) as quantity, sum(quantity_count)::bigint as quantity_count, sum(duration_ms) as duration_ms,
      sum(duration_count)::bigint as duration_count
    from (${opening}) as loaded group by 1, 2, 3, 4, 5, 6
  ) o using (organization_id, fact, bucket_start, team_id, provider, file_type)`;

/**
 * The quarter hours as the events and the opening usage say, in the columns of `rollup_quarter_hours`. Uploads,
 * requests and generic usage have no fact in common, so each table is added up by itself.
 */
export function recomputedQuarterHours(scope: RollupScope): SQL {
  const generic = sql`${genericFacts(scope)} union all ${ownFacts(scope)}`;
  const facts = [uploadFacts(scope), requestFacts(scope), generic].map(quarterHours);
  const events = sql.join(facts, sql` union all `);
  return scope.event ? events : together(events, openingOf(scope));
}

/**
 * The quarter hours of one meter of an own event type, its opening usage among them, or of the events of all such
 * meters. Events may be older than the meter.
 */
export function recomputedMeter(scope: RollupScope, meterKey?: string): SQL {
  const events = quarterHours(ownFacts(scope, meterKey));
  return meterKey === undefined ? events : together(events, openingOf(scope, meterKey));
}

/** The columns of `rollup_quarter_hours` in the order in which the recomputed ones come. */
export const QUARTER_HOUR_COLUMNS =
  sql.raw(`organization_id, fact, bucket_start, team_id, provider, file_type,
  event_count, quantity, quantity_count, duration_ms, duration_count`);
