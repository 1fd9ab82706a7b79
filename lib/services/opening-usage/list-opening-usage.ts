import "server-only";
import type { Db } from "@/db/client";
import { asOperator } from "@/db/scope";
import {
  type OpeningSource,
  selectOpeningSources,
} from "@/lib/selectors/opening-usage/select-opening-sources";

export type { OpeningSource };

/** What was loaded as opening usage, by source: of one organization, or of all. Rows are sums of a day and a fact. */
export function listOpeningUsage(db: Db, organizationId: string | null): Promise<OpeningSource[]> {
  return asOperator(db, (tx) => selectOpeningSources(tx, organizationId));
}
