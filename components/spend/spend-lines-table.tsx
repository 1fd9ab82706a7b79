import { Amount } from "@/components/charts/amount";
import { quantityFormat, type ValueFormat } from "@/components/charts/value-format";
import { type SpendBlock, type SumRow, sumRows, tellingLines } from "@/components/spend/prepare/spend-lines";
import { Table, TableCell, TableHead, TableRow, TableScroll } from "@/components/ui/table";
import type { SpendLineAnswer } from "@/lib/contracts/spend-lines";
import { dateIn } from "@/lib/domain/time-zone";
import { formatDayRange } from "@/lib/format-time";

export interface SpendLinesTableProps {
  block: SpendBlock;
  format: ValueFormat;
  /** The billing zone, in which the days of a line are told. */
  timezone: string;
}

/** The lines of one currency with their tiers, and the sums below them. */
export function SpendLinesTable({ block, format, timezone }: SpendLinesTableProps) {
  const lines = tellingLines(block.lines);
  const caption = `Lines in ${block.currency}`;
  return (
    <TableScroll label={caption}>
      <Table>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <TableHead>Meter</TableHead>
            <TableHead className="text-right">Quantity</TableHead>
            <TableHead className="text-right">Billable</TableHead>
            <TableHead className="text-right">Unit price</TableHead>
            <TableHead className="text-right">Amount</TableHead>
          </tr>
        </thead>
        {lines.map((line) => (
          <LineRows
            key={`${line.kind} ${line.usage_type} ${line.segment_start}`}
            line={line}
            format={format}
            timezone={timezone}
          />
        ))}
        {lines.length === 0 && (
          <tbody>
            <tr>
              <TableCell colSpan={5} className="text-axis">
                Nothing in this period costs anything
              </TableCell>
            </tr>
          </tbody>
        )}
        <tfoot>
          {sumRows(block).map((row) => (
            <Sum key={row.key} row={row} format={format} />
          ))}
        </tfoot>
      </Table>
    </TableScroll>
  );
}

interface LineRowsProps {
  line: SpendLineAnswer;
  format: ValueFormat;
  timezone: string;
}

/** A line, and below it a row per tier where there are several. */
function LineRows({ line, format, timezone }: LineRowsProps) {
  const quantity = quantityFormat(line.unit);
  const tiers = line.tiers.length > 1 ? line.tiers : [];
  const [only] = line.tiers.length === 1 ? line.tiers : [];
  return (
    <tbody>
      <TableRow>
        <th scope="row" className="h-9 border-b px-3 text-left font-medium">
          {line.label}
          <span className="block text-xs font-normal text-axis">{detailOf(line, timezone)}</span>
        </th>
        <TableCell className="text-right">
          <Amount value={line.quantity} format={quantity} />
        </TableCell>
        <TableCell className="text-right">
          <Amount value={line.billable_quantity} format={quantity} />
        </TableCell>
        <TableCell className="text-right">{only ? unitPrice(only.unit_amount, line, format) : ""}</TableCell>
        <TableCell className="text-right font-medium">{format.cell(line.amount)}</TableCell>
      </TableRow>
      {tiers.map((tier) => (
        <TableRow key={tier.from} className="text-axis">
          <TableCell className="pl-8">
            {quantity.cell(tier.from)} to {tier.to === null ? "any" : quantity.cell(tier.to)}
          </TableCell>
          <TableCell />
          <TableCell className="text-right">{quantity.compact(tier.quantity)}</TableCell>
          <TableCell className="text-right">
            {unitPrice(tier.unit_amount, line, format)}
            {tier.flat_amount !== "0" && ` + ${format.exact(tier.flat_amount)}`}
          </TableCell>
          <TableCell className="text-right">{format.cell(tier.amount)}</TableCell>
        </TableRow>
      ))}
    </tbody>
  );
}

/** What tells a line apart from others of its meter. */
function detailOf({ kind, price, corrects, segment_start, segment_end }: SpendLineAnswer, timezone: string) {
  const day = (instant: number) => dateIn(instant, timezone);
  const days = formatDayRange(day(Date.parse(segment_start)), day(Date.parse(segment_end) - 1));
  if (kind === "correction") return `Correction of statement ${corrects?.statement}, ${days}`;
  const included = price && price.included !== "0" ? `, ${price.included} included` : "";
  return `${price?.model.replaceAll("_", " ") ?? ""}${included}, ${days}`;
}

/** "$0.05 per 3600"; fixed amounts and shares of a quantity have none. */
function unitPrice(amount: string, { price, unit }: SpendLineAnswer, format: ValueFormat): string {
  if (!price || amount === "0") return "";
  if (price.model.endsWith("percentage")) return `× ${amount}`;
  return `${format.exact(amount)} per ${price.per === "1" ? unit : `${price.per} ${unit}`}`;
}

function Sum({ row, format }: { row: SumRow; format: ValueFormat }) {
  const strong = row.key === "total" ? "font-semibold" : "";
  return (
    <tr>
      <th
        scope="row"
        colSpan={4}
        className={`h-9 border-b px-3 text-left text-sm ${strong || "font-normal"}`}
      >
        {row.label}
      </th>
      <TableCell className={`text-right ${strong}`}>{format.cell(row.amount)}</TableCell>
    </tr>
  );
}
