import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { writeAsTenant } from "@/db/scope";
import type { TenantId } from "@/lib/domain/viewer";
import { NotFoundError } from "@/lib/errors";
import { selectMeters } from "@/lib/selectors/meters/select-meters";
import { openingCellRows, type PlacedCell } from "@/lib/selectors/opening-usage/opening-cell-rows";
import { selectDaysWithEvents } from "@/lib/selectors/opening-usage/select-days-with-events";
import { selectStoredOpenings } from "@/lib/selectors/opening-usage/select-stored-openings";
import {
  type OpeningLine,
  type OpeningOutcome,
  type OpeningSettings,
  placeOpeningRow,
} from "@/lib/services/opening-usage/judge-opening-rows";
import { rollUpOpenings } from "@/lib/services/opening-usage/roll-up-openings";
import { retryTransient } from "@/lib/services/retry-transient";

const CONFLICT = "other sums of this day and these dimensions are loaded already: remove those first";
const HAS_EVENTS = "events of this day are counted already, which these sums may hold too";

/**
 * Stores old sums and rolls them up in one transaction; `outcomes` are those of the rows, in their order. The lock on
 * the organization's row holds back every ingest, so that no event slips into a day that was found to have none.
 */
export function storeOpeningRows(
  { db, tenantId, now }: Context,
  source: string,
  lines: readonly OpeningLine[],
): Promise<OpeningOutcome[]> {
  return retryTransient(() =>
    writeAsTenant(db, tenantId, async (tx) => {
      const settings = { ...(await lockedSettings(tx, tenantId)), now };
      const placed = lines.map((line, n) => placeOpeningRow(line, n, settings));
      const outcomes = placed.map((one) => (Array.isArray(one) ? undefined : one));
      const first = firstOfEach(placed.filter(Array.isArray), outcomes);
      await judgeStored(tx, { tenantId, timezone: settings.timezone }, first, outcomes);
      const taken = first.filter(([cell]) => cell && outcomes[cell.n] === undefined).flat();
      if (taken.length > 0) await insert(tx, tenantId, source, taken);
      return outcomes.map((outcome) => outcome ?? { status: "accepted" });
    }),
  );
}

async function lockedSettings(tx: Db, tenantId: TenantId): Promise<Omit<OpeningSettings, "now">> {
  const { rows } = await tx.execute<{ timezone: string; retentionDays: number | null }>(sql`
    select timezone, retention_days as "retentionDays" from organizations where id = ${tenantId} for update`);
  const [organization] = rows;
  if (!organization) throw new NotFoundError();
  return { ...organization, meters: await selectMeters(tx, tenantId) };
}

type Outcomes = (OpeningOutcome | undefined)[];

/** Of rows for the same cells the first counts; the others repeat it or say something else. */
function firstOfEach(rows: readonly PlacedCell[][], outcomes: Outcomes): PlacedCell[][] {
  const seen = new Map<string, PlacedCell>();
  return rows.filter((cells) => {
    const before = cells.map((cell) => seen.get(keyOf(cell)));
    if (before.every((one) => one === undefined)) {
      for (const cell of cells) seen.set(keyOf(cell), cell);
      return true;
    }
    const [cell] = cells;
    const same = cells.every((one, index) => saysTheSame(one, before[index]));
    if (cell) outcomes[cell.n] = same ? { status: "duplicate" } : conflict();
    return false;
  });
}

const keyOf = ({ fact, date, teamId, provider, fileType }: PlacedCell) =>
  JSON.stringify([fact, date, teamId, provider, fileType]);
const saysTheSame = (a: PlacedCell, b: PlacedCell | undefined) =>
  a.eventCount === b?.eventCount && a.quantity === b.quantity && a.quantityCount === b.quantityCount;
const conflict = (): OpeningOutcome => ({ status: "conflict", code: "conflict", reason: CONFLICT });

type Place = { tenantId: TenantId; timezone: string };

async function judgeStored(tx: Db, place: Place, rows: readonly PlacedCell[][], outcomes: Outcomes) {
  if (rows.length === 0) return;
  const stored = await selectStoredOpenings(tx, place.tenantId, rows.flat());
  for (const [n, { same }] of stored) outcomes[n] = same ? { status: "duplicate" } : conflict();
  const fresh = rows.flat().filter(({ n }) => !stored.has(n));
  if (fresh.length === 0) return;
  for (const n of await selectDaysWithEvents(tx, place, fresh))
    outcomes[n] = { status: "rejected", code: "has_events", reason: `date: ${HAS_EVENTS}` };
}

async function insert(tx: Db, tenantId: TenantId, source: string, cells: readonly PlacedCell[]) {
  const rows = openingCellRows(cells);
  await tx.execute(sql`
    insert into opening_usage (organization_id, fact, usage_date, team_id, provider, file_type, bucket_start,
      event_count, quantity, quantity_count, source)
    select ${tenantId}::uuid, fact, usage_date, team_id, provider, file_type, bucket_start, event_count, quantity,
      quantity_count, ${source}
    from ${rows}`);
  await tx.execute(sql`
    insert into teams (organization_id, id, name)
    select distinct ${tenantId}::uuid, team_id, team_id from ${rows} where team_id <> ''
    on conflict do nothing`);
  await rollUpOpenings(tx, tenantId, sql`select * from ${rows}`);
}
