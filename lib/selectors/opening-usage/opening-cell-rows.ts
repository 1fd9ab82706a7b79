import type { SQL } from "drizzle-orm";
import { unnestRows } from "@/db/unnest-rows";
import type { OpeningCell } from "@/lib/domain/opening/opening-cells";

/** A cell at its place: `n` is the row of the file that it comes from. */
export type PlacedCell = OpeningCell & {
  n: number;
  date: string;
  teamId: string;
  provider: string;
  fileType: string;
  bucketStart: Date;
};

const COLUMNS = {
  n: "integer",
  fact: "text",
  usage_date: "date",
  team_id: "text",
  provider: "text",
  file_type: "text",
  bucket_start: "timestamptz",
  event_count: "bigint",
  quantity: "numeric",
  quantity_count: "bigint",
} as const;

/** Cells as rows of a statement. */
export function openingCellRows(cells: readonly PlacedCell[]): SQL {
  const rows = cells.map((cell) => ({
    n: cell.n,
    fact: cell.fact,
    usage_date: cell.date,
    team_id: cell.teamId,
    provider: cell.provider,
    file_type: cell.fileType,
    bucket_start: cell.bucketStart.toISOString(),
    event_count: String(cell.eventCount),
    quantity: cell.quantity,
    quantity_count: String(cell.quantityCount),
  }));
  return unnestRows<keyof typeof COLUMNS>(rows, COLUMNS, "c");
}
