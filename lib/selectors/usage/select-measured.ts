import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { MeasuredRow } from "@/lib/domain/measured";
import { GENERIC_EVENT_TYPE, type Meter } from "@/lib/domain/meters";
import { OWN_QUANTITY, ownValue } from "@/lib/selectors/rollups/own-value";
import { EVENT_COLUMNS } from "@/lib/selectors/usage/event-rows";
import {
  and,
  bucketOf,
  comma,
  filterConditions,
  keyColumns,
  keyNames,
  textArray,
} from "@/lib/selectors/usage/fragments";
import type { UsageRead } from "@/lib/selectors/usage/usage-rows";

/** Series by meter and key: only these, or these and everything else as rows without a key. */
export type WantedSeries = {
  series: readonly { meter: string; values: readonly (string | null)[] }[];
  rest: boolean;
};

/** Places in the data that a question groups and filters by, besides the dimensions that every event has. */
export type OwnDimensions = {
  keys: readonly string[];
  filters: readonly { property: string; values: readonly string[] }[];
};

type Row = Omit<MeasuredRow, "key" | "count"> & { key: string[] | null; count: string };

/**
 * What values came to per bucket, and in the whole range, from the events themselves. Equal values of a bucket are
 * counted first, corrections backwards, so that a correction takes away exactly its own event.
 */
export async function selectMeasured(
  db: Db,
  read: UsageRead,
  wanted: WantedSeries | "all",
  own: OwnDimensions = { keys: [], filters: [] },
): Promise<MeasuredRow[]> {
  if (read.query.meters.length === 0 || read.plan.segments.length === 0) return [];
  const names = keyNames([...read.query.dimensions, ...own.keys]);
  const keyed = names.length > 0 && wanted !== "all";
  const key = sql`array[${comma(names)}]::text[]`;
  const { rows } = await db.execute<Row>(sql`
    select meter, aggregation, bucket, key, ${AMOUNT} as amount, sum(times)::text as count
    from (
      select u.meter, u.aggregation, u.bucket, u.value, u.times, u.at, u.recorded_at,
        case when u.aggregation not in ('unique_count', 'count') then u.value::numeric end as number,
        ${keyed ? sql`case when k.place is not null then ${key} end` : key} as key
      from (${valueRows(read, own, names)}) u ${keyed ? wantedSeries(names, wanted) : sql``}
    ) v
    group by grouping sets ((meter, aggregation, bucket, key), (meter, aggregation, key))`);
  return rows.map((row) => ({ ...row, count: Number(row.count), key: toKey(row.key) }));
}

const toKey = (key: string[] | null) => key?.map((value) => (value === "" ? null : value)) ?? null;

/** Of several latest values at one instant the one recorded last counts. */
const AMOUNT: SQL = sql`(case aggregation
  when 'unique_count' then (count(distinct value) filter (where aggregation = 'unique_count'))::numeric
  when 'min' then min(number)
  when 'max' then max(number)
  when 'latest' then ((array_agg(number order by at desc, recorded_at desc) filter (where aggregation = 'latest')))[1]
  else coalesce(sum(number * times), 0)
end)::text`;

/** Every value with how often it stands after corrections; the latest ones with their time. */
function valueRows(read: UsageRead, own: OwnDimensions, names: readonly SQL[]): SQL {
  const { meters, spans, dimensions } = read.query;
  const column = (of: (meter: Meter) => string) => textArray(meters.map(of));
  const edges = spans.slice(1).map(({ start }) => start.toISOString());
  const columns = [
    sql`m.meter, m.aggregation, ${bucketOf(sql`e.occurred_at`, edges, "timestamptz")} as bucket, x.value`,
    sql`case when m.aggregation = 'latest' then e.occurred_at end as at`,
    ...keyColumns(dimensions, EVENT_COLUMNS),
    ...own.keys.map(
      (property, index) => sql`${ownText(property)} collate "C" as ${names[dimensions.length + index]}`,
    ),
  ];
  const places = [1, 2, 3, 4, 5, ...names.map((_, index) => index + 6)].map(String).map(sql.raw);
  return sql`
    select ${comma(columns)}, sum(e.sign) as times, max(e.recorded_at) filter (where e.sign = 1) as recorded_at
    from usage_events e
    join unnest(${column(({ key }) => key)}, ${column(({ eventType }) => eventType)},
      ${column(({ aggregation }) => aggregation)}, ${column(({ valueProperty }) => valueProperty ?? "")}
    ) m(meter, type, aggregation, value_property) on m.type = e.type
    cross join ${ownValue(sql`m.value_property`)}
    cross join lateral (select ${VALUE} as value offset 0) x
    where ${and(conditionsOf(read, own))}
    group by ${comma(places)}
    having sum(e.sign) > 0`;
}

function conditionsOf({ tenantId, query, plan }: UsageRead, own: OwnDimensions): SQL[] {
  const conditions = [
    sql`e.organization_id = ${tenantId}`,
    sql`e.occurred_at >= ${plan.segments[0]?.from.toISOString()}::timestamptz`,
    sql`e.occurred_at < ${plan.segments.at(-1)?.to.toISOString()}::timestamptz`,
    sql`(m.type <> ${GENERIC_EVENT_TYPE} or e.usage_type = m.meter)`,
    sql`x.value is not null`,
    ...filterConditions(query.filters, EVENT_COLUMNS),
    ...ownConditions(own),
  ];
  if (query.asOf) conditions.push(sql`e.recorded_at <= ${query.asOf.toISOString()}::timestamptz`);
  return conditions;
}

/** Events that have the values asked for at places in their data. */
export function ownConditions({ filters }: OwnDimensions): SQL[] {
  return filters.map(({ property, values }) => sql`${ownText(property)} = any(${textArray(values)})`);
}

/** Generic events keep some of their data in columns. */
const COLUMNS = ["usage_type", "team_id", "api_key_id", "provider", "file_type", "user_id", "session_id"];

/** What stands at a place in the data, as text, '' where nothing does. */
function ownText(property: string): SQL {
  const column = COLUMNS.find((name) => property === `$.${name}`);
  const kept = column ? sql`, ${sql.raw(`e.${column}`)}` : sql``;
  return sql`coalesce(e.properties #>> string_to_array(substr(${property}, 3), '.')${kept}, '')`;
}

/** Numbers by the rules of the ingest; what is unique may be anything. */
const VALUE: SQL = sql`case
  when m.aggregation = 'count' then ''
  when m.aggregation = 'unique_count' then v.text
  when m.type = ${GENERIC_EVENT_TYPE} then e.quantity::text
  else (${OWN_QUANTITY})::text
end`;

function wantedSeries(names: SQL[], { series, rest }: WantedSeries): SQL {
  const columns = names.map((_, index) => textArray(series.map(({ values }) => values[index] ?? "")));
  const places = names.map((_, index) => sql.raw(`k${index}`));
  const same = names.map((name, index) => sql`u.${name} = k.${places[index]}`);
  const meters = textArray(series.map(({ meter }) => meter));
  return sql`${rest ? sql`left join` : sql`join`}
    unnest(${comma([meters, ...columns])}) with ordinality as k(${comma([sql`meter`, ...places, sql`place`])})
    on ${and([sql`u.meter = k.meter`, ...same])}`;
}
