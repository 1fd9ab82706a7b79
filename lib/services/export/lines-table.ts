import "server-only";
import type { SpendLines } from "@/lib/contracts/spend-lines";
import { subtractDecimals } from "@/lib/domain/decimal";
import type { Cell } from "@/lib/domain/export/csv-cells";
import type { ExportTable } from "@/lib/domain/export/export-table";
import { FOCUS_COLUMNS } from "@/lib/domain/export/focus";
import type { Tenant } from "@/lib/domain/viewer";
import { focusRows } from "@/lib/services/export/focus-rows";

const COLUMNS = [
  { name: "kind", kind: "text" },
  { name: "usage_type", kind: "text" },
  { name: "label", kind: "text" },
  { name: "segment_start", kind: "instant" },
  { name: "segment_end", kind: "instant" },
  { name: "quantity", kind: "number" },
  { name: "billable_quantity", kind: "number" },
  { name: "unit", kind: "text" },
  { name: "amount", kind: "number" },
  { name: "currency", kind: "text" },
  { name: "corrects_statement", kind: "number" },
] as const;

/** The lines of a period and what its adjustments change: the amounts of a currency add up to its total. */
export function linesTable(bill: SpendLines): ExportTable {
  const rows = [bill, ...bill.other_currencies].flatMap((block) => blockRows(block, bill));
  return { columns: COLUMNS, rows, meta: metaOf(bill) };
}

type Block = SpendLines["other_currencies"][number];

function blockRows(block: Block, { period_start, period_end }: SpendLines): Cell[][] {
  const lines = block.lines.map((line) => [
    ...[line.kind, line.usage_type, line.label, line.segment_start, line.segment_end],
    ...[line.quantity, line.billable_quantity, line.unit, line.amount, line.currency],
    line.corrects ? String(line.corrects.statement) : null,
  ]);
  const adjusted = (kind: string, label: string, amount: string): Cell[][] =>
    amount === "0"
      ? []
      : [[kind, null, label, period_start, period_end, null, null, null, amount, block.currency, null]];
  return [
    ...lines,
    ...adjusted("minimum_adjustment", "Up to the minimum of the period", block.minimum_adjustment),
    ...adjusted("maximum_adjustment", "Down to the maximum of the period", block.maximum_adjustment),
    ...block.applied.flatMap(({ kind, reason, amount }) =>
      adjusted(kind, reason, subtractDecimals("0", amount)),
    ),
  ];
}

/** The same as FOCUS 1.2 tells it, each tier a charge of its own. */
export function focusTable(tenant: Tenant, bill: SpendLines): ExportTable {
  const { period_start, period_end, statement } = bill;
  const rows = [bill, ...bill.other_currencies].flatMap((block) =>
    focusRows(tenant, { period_start, period_end, statement, block }),
  );
  const cells = rows.map((row) => FOCUS_COLUMNS.map(({ name }) => row[name]));
  return { columns: FOCUS_COLUMNS, rows: cells, meta: metaOf(bill) };
}

function metaOf(bill: SpendLines) {
  const totals = [bill, ...bill.other_currencies].map(({ currency, total }) => [currency, total]);
  const { period_start, period_end, status, statement, meta } = bill;
  return { ...meta, period_start, period_end, status, statement, totals: Object.fromEntries(totals) };
}
