import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { TenantId } from "@/lib/domain/viewer";

export const ROLLUP_VIEWS = ["hourly", "daily", "monthly"] as const;
export type RollupView = (typeof ROLLUP_VIEWS)[number];

/** One row of the views of uploads and requests; `bucket` is an hour (in UTC), a day or the first day of a month. */
export type RollupViewRow = {
  bucket: string;
  team_id: string | null;
  provider: string | null;
  file_type: string | null;
  total_uploads: string;
  total_file_size: string;
  total_requests: string;
  successful_requests: string;
  failed_requests: string;
};

const VIEWS: Record<RollupView, { name: string; bucket: string; day: string }> = {
  hourly: {
    name: "hourly_usage",
    bucket: `to_char(usage_hour at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"')`,
    day: "(usage_hour at time zone 'UTC')::date",
  },
  daily: { name: "daily_usage", bucket: "usage_date::text", day: "usage_date" },
  monthly: { name: "monthly_usage", bucket: "usage_month::text", day: "usage_month" },
};

/** The rows whose bucket begins on a day from `from` to `to`, both included. */
export async function selectRollupView(
  db: Db,
  tenantId: TenantId,
  { view, from, to }: { view: RollupView; from: string; to: string },
): Promise<RollupViewRow[]> {
  const { name, bucket, day } = VIEWS[view];
  const { rows } = await db.execute<RollupViewRow>(sql`
    select ${sql.raw(bucket)} as bucket, team_id, provider, file_type,
      total_uploads, total_file_size, total_requests, successful_requests, failed_requests
    from ${sql.identifier(name)}
    where organization_id = ${tenantId} and ${sql.raw(day)} between ${from}::date and ${to}::date
    order by 1, team_id, provider, file_type`);
  return rows;
}
