import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/db/context";
import { writeAsTenant } from "@/db/scope";
import { unnestRows } from "@/db/unnest-rows";
import { isStorable, nestsDeeper } from "@/lib/domain/canonical-json";
import { MOST_REJECTED, REJECTED_EVENT_BYTES } from "@/lib/domain/rejected-events";
import { hashedUuid } from "@/lib/services/events/event-identity";
import type { EventResult } from "@/lib/services/events/event-results";
import { retryTransient } from "@/lib/services/retry-transient";

const COLUMNS = {
  id: "uuid",
  status: "text",
  code: "text",
  detail: "text",
  source: "text",
  source_id: "text",
  event: "text",
  times_received: "integer",
} as const;
type Row = Record<keyof typeof COLUMNS, string | number | null> & { times_received: number };

const ROWS_AT_ONCE = 500;
/** Deeper ones are listed without their content, like those that are too large: writing them as JSON has its limits. */
const MOST_LEVELS = 200;

/**
 * Lists the events of a batch that were kept out. The good ones are committed by then, and the sender is told of
 * the others in any case: a failure to list them is logged and fails nobody.
 */
export async function keepRejected(
  context: Context,
  sent: readonly unknown[],
  results: readonly EventResult[],
): Promise<void> {
  const rows = [...distinctRows(sent, results).values()];
  try {
    for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
      const some = rows.slice(start, start + ROWS_AT_ONCE);
      await retryTransient(() => store(context, some));
    }
  } catch (error) {
    console.error(`${rows.length} rejected events of ${context.tenantId} could not be listed:`, error);
  }
}

function distinctRows(sent: readonly unknown[], results: readonly EventResult[]): Map<string, Row> {
  const rows = new Map<string, Row>();
  for (const result of results) {
    if (result.status !== "rejected" && result.status !== "conflict") continue;
    const row = toRow(sent[result.index], result);
    const known = rows.get(row.id);
    rows.set(row.id, { ...row, times_received: (known?.times_received ?? 0) + 1 });
  }
  return rows;
}

function toRow(event: unknown, { status, code, detail = "" }: EventResult): Row & { id: string } {
  // JSON text spells zero bytes and halves of characters as escapes, so that any of it can be stored.
  const json = nestsDeeper(event, MOST_LEVELS) ? null : (JSON.stringify(event) ?? "null");
  return {
    id: hashedUuid(json ?? JSON.stringify([textOf(event, "source"), textOf(event, "id"), detail])),
    status,
    code: code ?? null,
    detail: isStorable(detail) ? detail.slice(0, 2000) : "",
    source: textOf(event, "source"),
    source_id: textOf(event, "id"),
    event: json === null || Buffer.byteLength(json) > REJECTED_EVENT_BYTES ? null : json,
    times_received: 1,
  };
}

function textOf(event: unknown, name: string): string | null {
  const value: unknown = typeof event === "object" && event !== null ? Reflect.get(event, name) : undefined;
  return typeof value === "string" && isStorable(value) ? value.slice(0, 1024) : null;
}

/** Sorted, so that two batches with common events never wait for each other in a circle. */
async function store({ db, tenantId, now }: Context, rows: readonly Row[]): Promise<void> {
  const at = now.toISOString();
  await writeAsTenant(db, tenantId, async (tx) => {
    await tx.execute(sql`
      insert into rejected_events as kept (organization_id, id, status, code, detail, source, source_id, event,
        times_received, first_received_at, received_at)
      select ${tenantId}::uuid, i.*, ${at}::timestamptz, ${at}::timestamptz
      from ${unnestRows<keyof typeof COLUMNS>(rows, COLUMNS, "i")}
      order by i.id
      on conflict (organization_id, id) do update set
        status = excluded.status,
        code = excluded.code,
        detail = excluded.detail,
        times_received = kept.times_received + excluded.times_received,
        received_at = greatest(kept.received_at, excluded.received_at)`);
    await tx.execute(sql`
      delete from rejected_events where organization_id = ${tenantId} and id in (
        select id from rejected_events
        where organization_id = ${tenantId} and received_at <= (
          select received_at from rejected_events where organization_id = ${tenantId}
          order by received_at desc, id desc offset ${MOST_REJECTED} limit 1
        )
        for update skip locked
      )`);
  });
}
