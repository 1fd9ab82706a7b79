import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { UsageRow } from "@/lib/domain/fill";
import { and, comma, keyNames, textArray } from "@/lib/selectors/usage/fragments";
import { type UsageRead, usageRows } from "@/lib/selectors/usage/usage-rows";

/** The keys whose buckets are asked for, and whether the rest is wanted too, as rows without a key. */
export type WantedKeys = { keys: readonly (readonly (string | null)[])[]; rest: boolean };

const SUMS = sql.raw(`sum(u.event_count) as event_count, sum(u.quantity) as quantity,
  sum(u.quantity_count) as quantity_count`);
/** A line of the answer is one row, its buckets in one text: thousands of rows cost more than what is in them. */
const CELLS =
  sql.raw(`string_agg(s.bucket || ' ' || s.event_count || ' ' || s.quantity || ' ' || s.quantity_count,
  ';') as cells`);

/** What each fact came to per bucket, of all keys; undefined where that would be more than so many lines. */
export async function selectAllBuckets(
  db: Db,
  read: UsageRead,
  most: number | null = null,
): Promise<UsageRow[] | undefined> {
  const source = usageRows(read);
  if (!source) return [];
  const names = keyNames(read.query.dimensions);
  const grouped = comma([sql`u.fact`, sql`u.bucket`, ...names.map((name) => sql`u.${name}`)]);
  const keys = names.map((name) => sql`s.${name}`);
  const summed = isFine(read)
    ? source
    : sql`select ${grouped}, ${SUMS} from (${source}) u group by ${grouped}`;
  const { rows } = await db.execute<{ fact: string; key: string[]; cells: string }>(sql`
    select s.fact, array[${comma(keys)}]::text[] as key, ${CELLS}
    from (${summed}) s
    group by ${comma([sql`s.fact`, ...keys])} ${most === null ? sql`` : sql`limit ${most + 1}`}`);
  if (most !== null && rows.length > most) return undefined;
  return rows.flatMap(({ fact, key, cells }) => toRows(fact, key.map(orNull), cells));
}

/** Whether the rows of a question are hardly more than its cells, so that they need not be added up beforehand. */
function isFine({ plan, query }: UsageRead): boolean {
  const { dimensions, spans } = query;
  const kept = dimensions.length === 0 ? "rollup_day_totals" : "rollup_day_providers";
  const asKept = dimensions.length === 0 || (dimensions.length === 1 && dimensions[0] === "provider");
  const [first, last] = [plan.segments[0], plan.segments.at(-1)];
  if (!first || !last || !asKept || plan.cut || !plan.segments.every(({ source }) => source === kept))
    return false;
  return (last.to.getTime() - first.from.getTime()) / DAY_MS < spans.length * 1.5;
}

const DAY_MS = 86_400_000;

/** What each fact came to per bucket, of the wanted keys and the rest. */
export async function selectUsageBuckets(db: Db, read: UsageRead, wanted: WantedKeys): Promise<UsageRow[]> {
  const names = keyNames(read.query.dimensions);
  if (names.length === 0) return (await selectAllBuckets(db, read)) ?? [];
  const source = usageRows(read);
  if (!source) return [];
  const { rows } = await db.execute<{ fact: string; place: string | null; cells: string }>(sql`
    select s.fact, s.place, ${CELLS}
    from (select u.fact, u.bucket, k.place, ${SUMS} from (${source}) u ${wantedKeys(names, wanted)} group by 1, 2, 3) s
    group by 1, 2`);
  const keyAt = (place: string) => [...(wanted.keys[Number(place) - 1] ?? [])];
  return rows.flatMap(({ fact, place, cells }) => toRows(fact, place === null ? null : keyAt(place), cells));
}

/** The rows of a line share its key. */
function toRows(fact: string, key: UsageRow["key"], cells: string): UsageRow[] {
  return cells.split(";").map((cell) => {
    const [bucket, eventCount, quantity = "0", quantityCount] = cell.split(" ");
    const counts = { eventCount: Number(eventCount), quantityCount: Number(quantityCount) };
    return { fact, bucket: Number(bucket), key, quantity, ...counts };
  });
}

const orNull = (value: string) => (value === "" ? null : value);

function wantedKeys(names: SQL[], { keys, rest }: WantedKeys): SQL {
  const columns = names.map((_, index) => textArray(keys.map((key) => key[index] ?? "")));
  const places = names.map((_, index) => sql.raw(`k${index}`));
  const same = names.map((name, index) => sql`u.${name} = k.${places[index]}`);
  return sql`${rest ? sql`left join` : sql`join`}
    unnest(${comma(columns)}) with ordinality as k(${comma([...places, sql.raw("place")])}) on ${and(same)}`;
}
