import "server-only";
import type { UsageRow } from "@/lib/domain/fill";

/** A row as Postgres sends it: sums as text, so that nothing is rounded. */
export type SummedRow = {
  fact: string;
  bucket: number;
  /** Null for what belongs to none of the asked keys. */
  key: string[] | null;
  event_count: string;
  quantity: string;
  quantity_count: string;
};

export function toUsageRow(row: SummedRow): UsageRow {
  return {
    fact: row.fact,
    bucket: row.bucket,
    key: row.key?.map((value) => (value === "" ? null : value)) ?? null,
    eventCount: Number(row.event_count),
    quantity: row.quantity,
    quantityCount: Number(row.quantity_count),
  };
}
