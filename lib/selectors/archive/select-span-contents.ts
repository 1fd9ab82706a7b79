import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { ownTypeFact, type SpanContents } from "@/lib/domain/archived-spans";
import { GENERIC_EVENT_TYPE } from "@/lib/domain/meters";
import type { Span } from "@/lib/domain/usage-query";

/** Whose events, of which time. */
export type EventsOf = { organizationId: string; span: Span };

const UTC = (at: SQL): SQL => sql`to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** What the stored events of a time are, corrections included, by the names that `archivedFacts` gives. */
export async function selectSpanContents(tx: Db, { organizationId, span }: EventsOf): Promise<SpanContents> {
  const within = (at: string) => sql`organization_id = ${organizationId}
    and ${sql.raw(at)} >= ${span.start.toISOString()}::timestamptz
    and ${sql.raw(at)} < ${span.end.toISOString()}::timestamptz`;
  const { rows } = await tx.execute<{ fact: string; events: string; first: string; last: string }>(sql`
    select fact, count(*)::text as events, ${UTC(sql`min(at)`)} as first, ${UTC(sql`max(at)`)} as last
    from (
      select case upload_status when 'success' then 'upload:success' else 'upload:failure' end as fact,
        uploaded_at as at
      from file_uploads where ${within("uploaded_at")}
      union all
      select case when status_code >= 400 then 'request:failure' when status_code < 400 then 'request:success'
        else 'request:unknown' end, requested_at
      from api_requests where ${within("requested_at")}
      union all
      select case when type = ${GENERIC_EVENT_TYPE} and usage_type is not null then usage_type
        else ${ownTypeFact("")} || type end, occurred_at
      from usage_events where ${within("occurred_at")}
    ) events
    group by 1 order by 1`);
  return Object.fromEntries(
    rows.map(({ fact, events, first, last }) => [fact, { events: Number(events), first, last }]),
  );
}
