import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { prepared } from "@/db/prepared";
import type { Meter } from "@/lib/domain/meters";
import type { TenantId } from "@/lib/domain/viewer";
import { toAggregation } from "@/lib/selectors/meters/select-meters";

/** What every question about an organization's usage needs to know beforehand. */
export type UsageBasis = {
  /** The zone that the daily rollups are kept in, as of this snapshot: a change of it rebuilds those rows. */
  billingTimezone: string;
  /** By key, without those that are still being filled with older events. */
  meters: Meter[];
  /** Whether any sums were loaded without events. */
  hasOpening: boolean;
  /** Whether single events of any time are not there. */
  hasArchived: boolean;
  /** The UTC months, as `YYYY-MM`, that may hold corrections: no other does. */
  correctedMonths: string[];
};

type BasisRow = Omit<UsageBasis, "meters"> & {
  meters: (Omit<Meter, "aggregation"> & { aggregation: string })[];
};

/** Reads what there is besides rollups and events, so that nobody asks for what is not there. */
export async function selectUsageBasis(db: Db, tenantId: TenantId): Promise<UsageBasis> {
  const { rows } = await db.execute<BasisRow>(
    prepared(sql`
      select o.timezone as "billingTimezone",
        exists (select from opening_usage u where u.organization_id = o.id) as "hasOpening",
        exists (select from archived_spans s where s.organization_id = o.id and s.restored_at is null) as "hasArchived",
        array(
          select to_char(c.month, 'YYYY-MM') from corrected_months c where c.organization_id = o.id order by c.month
        ) as "correctedMonths",
        coalesce((
          select jsonb_agg(jsonb_build_object(
            'key', m.key, 'displayName', m.display_name, 'unit', m.unit, 'aggregation', m.aggregation,
            'eventType', m.event_type, 'valueProperty', m.value_property, 'groupBy', m.group_by,
            'description', m.description, 'builtIn', m.built_in) order by m.key)
          from meters m where m.organization_id = o.id and m.backfill is null
        ), '[]') as meters
      from organizations o where o.id = ${tenantId}`),
  );
  const [row] = rows;
  if (!row)
    return { billingTimezone: "UTC", meters: [], hasOpening: false, hasArchived: false, correctedMonths: [] };
  const meters = row.meters.map((meter) => ({ ...meter, aggregation: toAggregation(meter.aggregation) }));
  return { ...row, meters };
}
