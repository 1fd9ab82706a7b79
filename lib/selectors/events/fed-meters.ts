import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { GENERIC_EVENT_TYPE, type Meter } from "@/lib/domain/meters";
import type { EventKind } from "@/lib/domain/usage-event";
import { OWN_QUANTITY, ownValue } from "@/lib/selectors/rollups/own-value";
import { textArray } from "@/lib/selectors/usage/fragments";

/** What `eventQuantities` says of an event `e`, in SQL and without its sign: null where it does not feed the meter. */
function amountFor(kind: EventKind, meter: Meter): SQL | undefined {
  if (kind === "upload") return UPLOAD_AMOUNTS[meter.key];
  if (kind === "request") return REQUEST_AMOUNTS[meter.key];
  if (meter.eventType === GENERIC_EVENT_TYPE)
    return sql`case when e.type = ${GENERIC_EVENT_TYPE} and e.usage_type = ${meter.key} then ${meterValue(meter)} end`;
  return sql`case when e.type = ${meter.eventType} then ${meterValue(meter)} end`;
}

const UPLOAD_AMOUNTS: Record<string, SQL> = {
  file_uploads: sql`case when e.upload_status = 'success' then 1 end`,
  storage: sql`case when e.upload_status = 'success' then e.file_size end`,
};
const REQUEST_AMOUNTS: Record<string, SQL> = { api: sql`1`, bandwidth: sql`e.bytes` };

function meterValue({ eventType, aggregation, valueProperty }: Meter): SQL {
  if (aggregation === "count") return sql`1`;
  const value = (found: SQL) => sql`(select ${found} from ${ownValue(sql`${valueProperty ?? ""}::text`)})`;
  if (aggregation === "unique_count") return value(sql`case when v.text is not null then 1 end`);
  return eventType === GENERIC_EVENT_TYPE ? sql`e.quantity` : value(OWN_QUANTITY);
}

const amountsFor = (kind: EventKind, meters: readonly Meter[]) =>
  meters.flatMap((meter) => amountFor(kind, meter) ?? []);

/** Whether an event feeds any of some meters; undefined where none of this kind does. */
export function feedsAny(kind: EventKind, meters: readonly Meter[]): SQL | undefined {
  const plain = meters.filter(
    ({ eventType, aggregation }) => eventType === GENERIC_EVENT_TYPE && aggregation !== "unique_count",
  );
  // Generic events have a value of the meter that they name, which one comparison tells for all of them.
  const rest = kind === "usage" ? meters.filter((meter) => !plain.includes(meter)) : meters;
  const conditions = amountsFor(kind, rest).map((amount) => sql`${amount} is not null`);
  if (kind === "usage" && plain.length > 0) {
    const keys = textArray(plain.map(({ key }) => key));
    conditions.push(sql`e.type = ${GENERIC_EVENT_TYPE} and e.usage_type = any(${keys})`);
  }
  return conditions.length === 0 ? undefined : sql`(${sql.join(conditions, sql` or `)})`;
}

/** The quantity that a list shows for an event, by the rules of `shownMeter`, with its sign. */
export function shownQuantity(
  kind: EventKind,
  { asked, all }: { asked: readonly Meter[]; all: readonly Meter[] },
): SQL {
  const amounts = amountsFor(kind, asked);
  const shown = amounts.length > 0 ? amounts : mainAmounts(kind, all);
  return sql`(e.sign * coalesce(${sql.join([...shown, sql`0`], sql`, `)}))::numeric`;
}

function mainAmounts(kind: EventKind, all: readonly Meter[]): SQL[] {
  const main = { upload: "file_uploads", request: "api" };
  return amountsFor(kind, kind === "usage" ? all : all.filter(({ key }) => key === main[kind]));
}
