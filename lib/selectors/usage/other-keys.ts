import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { KeyDimension } from "@/lib/domain/usage-query";
import { and, comma, type DimensionColumns, textArray } from "@/lib/selectors/usage/fragments";

/** The keys that a folded rest leaves out. */
export type OtherKeys = {
  dimensions: readonly KeyDimension[];
  keys: readonly (readonly (string | null)[])[];
};

/** Whether a row has none of some keys; its columns spell "no value" as ''. */
export function hasNoneOf({ dimensions, keys }: OtherKeys, columns: DimensionColumns): SQL {
  const lists = dimensions.map((_, index) => textArray(keys.map((key) => key[index] ?? "")));
  const names = dimensions.map((_, index) => sql.raw(`k${index}`));
  const same = dimensions.map(
    (dimension, index) => sql`${columns[dimension] ?? sql`''`} = k.${names[index]}`,
  );
  return sql`not exists (select from unnest(${comma(lists)}) k(${comma(names)}) where ${and(same)})`;
}
