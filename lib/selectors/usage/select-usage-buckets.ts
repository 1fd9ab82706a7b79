import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { UsageRow } from "@/lib/domain/fill";
import { and, comma, keyNames, textArray } from "@/lib/selectors/usage/fragments";
import { type SummedRow, toUsageRow } from "@/lib/selectors/usage/summed-row";
import { type UsageRead, usageRows } from "@/lib/selectors/usage/usage-rows";

/** The keys whose buckets are asked for, and whether the rest is wanted too, as rows without a key. */
export type WantedKeys = { keys: readonly (readonly (string | null)[])[]; rest: boolean };

/** What each fact came to per bucket and key. */
export async function selectUsageBuckets(
  db: Db,
  read: UsageRead,
  wanted: WantedKeys | "all",
): Promise<UsageRow[]> {
  const rows = usageRows(read);
  if (!rows) return [];
  const names = keyNames(read.query.dimensions);
  const keyed = names.length > 0 && wanted !== "all";
  const all = sql`array[${comma(names)}]::text[]`;
  const key = keyed ? sql`case when k.place is not null then ${all} end` : all;
  const { rows: summed } = await db.execute<SummedRow>(sql`
    select u.fact, u.bucket, ${key} as key, sum(u.event_count)::text as event_count,
      sum(u.quantity)::text as quantity, sum(u.quantity_count)::text as quantity_count
    from (${rows}) u ${keyed ? wantedKeys(names, wanted) : sql``}
    group by 1, 2, 3`);
  return summed.map(toUsageRow);
}

function wantedKeys(names: SQL[], { keys, rest }: WantedKeys): SQL {
  const columns = names.map((_, index) => textArray(keys.map((key) => key[index] ?? "")));
  const places = names.map((_, index) => sql.raw(`k${index}`));
  const same = names.map((name, index) => sql`u.${name} = k.${places[index]}`);
  return sql`${rest ? sql`left join` : sql`join`}
    unnest(${comma(columns)}) with ordinality as k(${comma([...places, sql.raw("place")])}) on ${and(same)}`;
}
