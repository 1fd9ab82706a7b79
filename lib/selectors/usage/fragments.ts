import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { DimensionFilters } from "@/lib/domain/dimensions";
import type { KeyDimension, UsageQuery } from "@/lib/domain/usage-query";
import type { TenantId } from "@/lib/domain/viewer";

/** Whose rows a statement reads, which facts, for which question, and where its buckets meet. */
export type AskedRows = {
  tenantId: TenantId;
  query: UsageQuery;
  facts: readonly string[];
  edges: readonly Date[];
};

/** A list as one bound array; a template would spell it as `($1, $2, …)`. */
export function textArray(values: readonly string[]): SQL {
  return sql`${sql.param([...values])}::text[]`;
}

/** The place of `at` among the inner edges of a range: 0 before the first one. */
export function bucketOf(at: SQL, edges: readonly string[], type: "date" | "timestamptz"): SQL {
  if (edges.length === 0) return sql`0`;
  return sql`width_bucket(${at}, ${sql.param([...edges])}::${sql.raw(type)}[])`;
}

/** What a table calls each dimension, '' standing for "has no value". */
export type DimensionColumns = Partial<Record<KeyDimension, SQL>>;

function columnOf(columns: DimensionColumns, dimension: KeyDimension): SQL {
  return columns[dimension] ?? sql`''`;
}

const orEmpty = (values: readonly (string | null)[]) => textArray(values.map((value) => value ?? ""));

/** The conditions of the filters. A dimension that a table lacks is "no value" there. */
export function filterConditions(filters: DimensionFilters, columns: DimensionColumns): SQL[] {
  const conditions: SQL[] = [];
  for (const dimension of FILTERED) {
    const filter = filters[dimension];
    if (!filter) continue;
    const column = columnOf(columns, dimension);
    if (filter.include.length > 0) conditions.push(sql`${column} = any(${orEmpty(filter.include)})`);
    if (filter.exclude.length > 0) conditions.push(sql`${column} <> all(${orEmpty(filter.exclude)})`);
  }
  return conditions;
}

const FILTERED: readonly KeyDimension[] = ["team", "provider", "file_type", "subject", "api_key"];

/** Names of the key's columns in a rows statement, one per asked dimension. */
export function keyNames(dimensions: readonly unknown[]): SQL[] {
  return dimensions.map((_, index) => sql.raw(`d${index}`));
}

/** The key's columns of one table; the same collation in each, so that tables may be united. */
export function keyColumns(dimensions: readonly KeyDimension[], columns: DimensionColumns): SQL[] {
  return dimensions.map((dimension, index) => {
    const name = sql.raw(`d${index}`);
    return sql`${columnOf(columns, dimension)} collate "C" as ${name}`;
  });
}

export const comma = (parts: SQL[]): SQL => sql.join(parts, sql`, `);
export const and = (parts: SQL[]): SQL => sql.join(parts, sql` and `);
