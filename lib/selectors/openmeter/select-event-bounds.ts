import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { DimensionFilters } from "@/lib/domain/dimensions";
import { REQUEST_FACTS, UPLOAD_FACTS } from "@/lib/domain/facts";
import { factsOf } from "@/lib/domain/fill";
import { GENERIC_EVENT_TYPE, type Meter } from "@/lib/domain/meters";
import type { TenantId } from "@/lib/domain/viewer";
import { EVENT_COLUMNS, REQUEST_COLUMNS } from "@/lib/selectors/usage/event-rows";
import { and, filterConditions } from "@/lib/selectors/usage/fragments";
import { type OwnDimensions, ownConditions } from "@/lib/selectors/usage/select-measured";

type Asked = { tenantId: TenantId; meter: Meter; filters: DimensionFilters; own: OwnDimensions };

/** From the minute of the first event that feeds a meter to the minute after the last one. */
export async function selectEventBounds(db: Db, asked: Asked): Promise<{ from: Date; to: Date } | undefined> {
  const minute = (at: SQL) => sql`extract(epoch from date_trunc('minute', ${at}))::bigint::text`;
  const { rows } = await db.execute<{ first: string | null; last: string | null }>(sql`
    select ${minute(sql`min(first_at)`)} as first, ${minute(sql`max(last_at)`)} as last
    from (${sql.join(boundsOf(asked), sql` union all `)}) bounds`);
  const [row] = rows;
  if (!row?.first || !row.last) return undefined;
  return { from: new Date(Number(row.first) * 1000), to: new Date((Number(row.last) + 60) * 1000) };
}

function boundsOf({ tenantId, meter, filters, own }: Asked): SQL[] {
  const mine = sql`e.organization_id = ${tenantId} and e.sign = 1`;
  const bounds = (at: SQL, from: SQL, conditions: SQL[]) =>
    sql`select min(${at}) as first_at, max(${at}) as last_at from ${from} e where ${and([mine, ...conditions])}`;
  const named = meter.eventType === GENERIC_EVENT_TYPE ? [sql`e.usage_type = ${meter.key}`] : [];
  const parts = [
    bounds(sql`e.occurred_at`, sql`usage_events`, [
      sql`e.type = ${meter.eventType}`,
      ...named,
      ...filterConditions(filters, EVENT_COLUMNS),
      ...ownConditions(own),
    ]),
  ];
  const facts = factsOf([meter]);
  if (UPLOAD_FACTS.some((fact) => facts.includes(fact)))
    parts.push(
      bounds(sql`e.uploaded_at`, sql`file_uploads`, [
        sql`e.upload_status = 'success'`,
        ...filterConditions(filters, EVENT_COLUMNS),
      ]),
    );
  if (REQUEST_FACTS.some((fact) => facts.includes(fact)))
    parts.push(bounds(sql`e.requested_at`, sql`api_requests`, filterConditions(filters, REQUEST_COLUMNS)));
  return parts;
}
