import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { RejectedStatus } from "@/lib/domain/rejected-events";
import type { TenantId } from "@/lib/domain/viewer";

export type RejectedEvent = {
  id: string;
  status: RejectedStatus;
  code: string | null;
  detail: string;
  source: string | null;
  sourceId: string | null;
  /** JSON text; null when the event was too large to be kept. */
  event: string | null;
  timesReceived: number;
  firstReceivedAt: Date;
  receivedAt: Date;
};
export type RejectedFilter = { since: Date; statuses?: readonly string[]; codes?: readonly string[] };
/** Where a page begins: after a place in the list, or at a row counted from the start. */
export type RejectedPage = { limit: number; offset: number; after?: { receivedAt: string; id: string } };

type Row = Omit<RejectedEvent, "firstReceivedAt" | "receivedAt"> &
  Record<"firstReceivedAt" | "receivedAt", string>;

const COLUMNS = sql.raw(`id, status, code, detail, source, source_id as "sourceId", event,
  times_received as "timesReceived", first_received_at as "firstReceivedAt", received_at as "receivedAt"`);

function conditions(tenantId: TenantId, { since, statuses = [], codes = [] }: RejectedFilter): SQL[] {
  const all = [sql`organization_id = ${tenantId}`, sql`received_at >= ${since.toISOString()}::timestamptz`];
  if (statuses.length > 0) all.push(sql`status = any (${sql.param([...statuses])}::text[])`);
  if (codes.length > 0) all.push(sql`code = any (${sql.param([...codes])}::text[])`);
  return all;
}

const and = (parts: SQL[]): SQL => sql.join(parts, sql` and `);
const toEvent = (row: Row): RejectedEvent => ({
  ...row,
  firstReceivedAt: new Date(row.firstReceivedAt),
  receivedAt: new Date(row.receivedAt),
});

/** A page of the events that were kept out, the last received first, and how many there are in all. */
export async function selectRejectedEvents(
  db: Db,
  tenantId: TenantId,
  filter: RejectedFilter,
  { limit, offset, after }: RejectedPage,
): Promise<{ total: number; events: RejectedEvent[] }> {
  const matching = conditions(tenantId, filter);
  const counted = await db.execute<{ total: number }>(
    sql`select count(*)::int as total from rejected_events where ${and(matching)}`,
  );
  if (after) matching.push(sql`(received_at, id) < (${after.receivedAt}::timestamptz, ${after.id}::uuid)`);
  const { rows } = await db.execute<Row>(sql`
    select ${COLUMNS} from rejected_events where ${and(matching)}
    order by received_at desc, id desc limit ${limit} offset ${offset}`);
  return { total: counted.rows[0]?.total ?? 0, events: rows.map(toEvent) };
}

/** One event that was kept out. */
export async function selectRejectedEvent(
  db: Db,
  tenantId: TenantId,
  id: string,
  since: Date,
): Promise<RejectedEvent | undefined> {
  const { rows } = await db.execute<Row>(sql`
    select ${COLUMNS} from rejected_events where ${and([...conditions(tenantId, { since }), sql`id = ${id}`])}`);
  return rows.map(toEvent)[0];
}
