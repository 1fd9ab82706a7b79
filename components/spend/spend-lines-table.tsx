import { moneyFormat } from "@/components/charts/value-format";
import { type Before, LineRows } from "@/components/spend/line-rows";
import { type SpendBlock, type SumRow, sumRows, tellingLines } from "@/components/spend/prepare/spend-lines";
import { WIDE } from "@/components/spend/wide";
import { Table, TableCell, TableHead, TableScroll } from "@/components/ui/table";
import type { SpendLineAnswer } from "@/lib/contracts/spend-lines";

export interface SpendLinesTableProps {
  block: SpendBlock;
  /** The billing zone, in which the days of a line are told. */
  timezone: string;
  period: { period_start: string; period_end: string };
  /** What a key cost before, for a column that compares. */
  beforeOf?: ((usageType: string) => Before) | undefined;
  /** As on paper: every tier is shown, and every quantity exactly. */
  onPaper?: boolean;
}

/** The lines of one currency with their tiers, and the sums below them. */
export function SpendLinesTable({
  block,
  timezone,
  period,
  beforeOf,
  onPaper = false,
}: SpendLinesTableProps) {
  const lines = tellingLines(block.lines);
  const caption = `Lines in ${block.currency}`;
  const columns = beforeOf ? 7 : 6;
  return (
    <TableScroll label={caption}>
      <Table>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <TableHead>Meter</TableHead>
            <TableHead className={`text-right ${WIDE}`}>Quantity</TableHead>
            <TableHead className={`text-right ${WIDE}`}>Included</TableHead>
            <TableHead className={`text-right ${WIDE}`}>Billable</TableHead>
            <TableHead className={WIDE}>Tier reached</TableHead>
            <TableHead className="text-right">Amount</TableHead>
            {beforeOf && <TableHead className="text-right">Change</TableHead>}
          </tr>
        </thead>
        {lines.map((line, at) => (
          <LineRows
            key={`${line.kind} ${line.usage_type} ${line.segment_start}`}
            {...{ line, timezone, period, onPaper }}
            before={beforeOf && (isFirst(lines, at) ? beforeOf(line.usage_type) : null)}
          />
        ))}
        {lines.length === 0 && (
          <tbody>
            <tr>
              <TableCell colSpan={columns} className="text-axis">
                Nothing in this period costs anything
              </TableCell>
            </tr>
          </tbody>
        )}
        <tfoot>
          {sumRows(block).map((row) => (
            <Sum key={row.key} row={row} currency={block.currency} compares={beforeOf !== undefined} />
          ))}
        </tfoot>
      </Table>
    </TableScroll>
  );
}

/** A key is compared once, however many lines it has. */
const isFirst = (lines: readonly SpendLineAnswer[], at: number) =>
  lines.findIndex(({ usage_type }) => usage_type === lines[at]?.usage_type) === at;

function Sum({ row, currency, compares }: { row: SumRow; currency: string; compares: boolean }) {
  const strong = row.key === "total" ? "font-semibold" : "";
  return (
    <tr>
      <th scope="row" className={`h-9 border-b px-3 text-left text-sm ${strong || "font-normal"}`}>
        {row.label}
      </th>
      <TableCell colSpan={4} className={WIDE} />
      <TableCell className={`text-right ${strong}`}>{moneyFormat(currency).cell(row.amount)}</TableCell>
      {compares && <TableCell />}
    </tr>
  );
}
