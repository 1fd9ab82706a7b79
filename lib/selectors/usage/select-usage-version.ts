import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { TenantId } from "@/lib/domain/viewer";

/**
 * A hash that differs whenever anything may differ that an organization's usage is read from: its settings, meters and
 * teams, what is archived, and its events. Every write of events leaves a dirty day, which stays until a compaction,
 * and every compaction another revision: between two equal hashes nothing was written.
 */
export async function selectUsageVersion(db: Db, tenantId: TenantId): Promise<string> {
  const { rows } = await db.execute<{ version: string }>(sql`
    select encode(sha256(convert_to(jsonb_build_array(
      to_jsonb(o),
      (select r.revision from rollup_revisions r where r.organization_id = o.id),
      (select count(*) from dirty_days d where d.organization_id = o.id),
      (select jsonb_agg(to_jsonb(m) order by m.key) from meters m where m.organization_id = o.id),
      (select jsonb_agg(jsonb_build_array(t.id, t.name) order by t.id) from teams t where t.organization_id = o.id),
      (select jsonb_agg(to_jsonb(s) - 'manifest' order by s.id) from archived_spans s where s.organization_id = o.id)
    )::text, 'UTF8')), 'base64') as version
    from organizations o where o.id = ${tenantId}`);
  return rows[0]?.version ?? "";
}
