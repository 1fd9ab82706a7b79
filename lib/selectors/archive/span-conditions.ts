import "server-only";
import { type SQL, sql } from "drizzle-orm";

/** Whether the quarter hour of a row lies in a time whose events are archived or deleted. */
export const isArchived = (alias: string): SQL =>
  sql.raw(`exists (select from archived_spans s where s.organization_id = ${alias}.organization_id
    and s.restored_at is null and ${alias}.bucket_start >= s.span_start and ${alias}.bucket_start < s.span_end)`);
